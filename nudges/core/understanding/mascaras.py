"""What only sounds like danger in Spanish."""

MASCARAS = """
es-unsure: ^ pues|la|verdad|yo|eh+ no se % $
es-idiom: me mato|mate|mataba estudiando|trabajando|entrenando|haciendo|corriendo|limpiando|cocinando|riendo|riendome
es-idiom: me mato|mate en|con|por el|la|los|las|un|una|ese|esa? gym|gimnasio|MUNDANE
es-idiom: me mato de|a risa|reir|carcajadas|trabajar
es-idiom: tiro|tiros al|a|de aro|blanco|arco|porteria|canasta|libre
es-idiom: me queda poco|nada de|para|por hacer|leer|terminar|ver|acabar|pagar|llegar|cafe|saldo|tiempo
mundo: MUNDANE me mato|mata|mataron|matan
mundo: me corte con papel|hoja
es-idiom: muero|moria|morir|morirme|muriendo|muerto|muerta|morirse|muertos|muertas|murio|muera de|del|por risa
 |hambre|sueno|ganas|verguenza|frio|calor|amor|cansancio|cansada|cansado|sed|nervios|aburrimiento|pena|miedo
 |curiosidad|envidia|felicidad|alegria|ternura|verte|ver|verlo|verla|ir|celos|susto|dolor|un|emocion|estres
 |agotamiento|la
es-idiom: me muero % jaja*|lol
es-idiom: muero por|si
es-idiom: matan|mata|matando|mato|matar los|las|el|la|un|este|esta|tiempo|rato _? zapatos|pies|espalda|cabeza|calor
 |piernas|rodillas|tiempo|rato|trabajo|estres|dolor|muela|hambre|trafico
es-idiom: me|esta|estan|que me? esta? matando|mata|matan % $
es-idiom: trabajo|tarea|dieta|calor|examen|jefe|estres|ejercicio|espalda|cabeza|dolor|trafico|sueno me? esta|va? a?
 matando|matar|mata me?
es-idiom: mato|mate|matar|matando|matamos el|un tiempo|rato
es-idiom: gusto|gustazo|hambre|antojo matar|mato
es-idiom: mama|papa|jefe|jefa|profe|maestra|esposa|entrenador|doctora|doctor me va a matar|mata
es-idiom: no me va a matar
es-idiom: muerto|muerta|muertos dia|pan|punto|tiempo|hora|naturaleza
es-idiom: dia|pan|punto|naturaleza|tiempo|hora|lengua|mosquita|mar de|los? muerto|muertos|muerta
es-idiom: murio|muere|fallecio|muerto|murieron|muriendo|muerte mi|el|la|un|una|su|nuestra|nuestro|de|del OTHER
 |perro|perra|gato|gata|celular|telefono|bateria|planta|mascota|papi|vecino|actor|cantante|bisabuela|pez|compu
 |computadora
es-idiom: se me? murio|muere|murieron|ha
es-idiom: OTHER|perro|gato se|que? murio|muere|fallecio|suicido|mato .. hace|el|ayer|un|una|en
es-idiom: OTHER se suicido|mato|ahorco
es-idiom: pego|pega|pego|pego la|el|un|una|bien|fuerte|mal|gripe|sol|cancion|hambre|nostalgia|calor|bajon|sueno
 |aire|susto|virus|resfriado|ansiedad|tristeza|covid|duro
es-idiom: se me pego|pega|pegan|pegaron
es-idiom: golpeo|golpea la|el|un|una realidad|ansiedad|nostalgia|tristeza|puerta|cansancio|idea|ola|noticia
es-idiom: miedo de|a|al|que la|las|los|el|perder*|volar|aranas|alturas|dentista|fracaso|fracasar|futuro|quedarme
 |estar|oscuridad|abandono|cambio|perros|rechazo|equivocarme
es-idiom: ganas de vivir si? tengo|tambien|hay|sobran|quedan|de sobra|me sobran
es-idiom: tengo|tenemos|siento|con|de|mas|muchas|muchisimas|todas|las|tantas+ tengo|mas|muchas|muchisimas|tantas ganas
 de vivir
es-idiom: nunca|jamas se me ha|habia? pasado|paso|ocurrido|ocurrio por? la? cabeza|mente|imaginacion? MATARME|DANO
es-idiom: cuando|epoca|entonces|aquella|aquellos|tiempos|que|en+ cuando|epoca|tiempos .. no|me queria|quise vivir|morir
es-idiom: adios a|al|mi|mis|la|las|los|el|de|viejo|vieja|viejos|querido|querida+ coche|carro|auto|moto|bici|casa|piso
 |departamento|trabajo|escuela|oficina|companeros|companeras|colegas|verano|invierno|vacaciones|dieta|azucar|cigarro
es-idiom: despedida de soltera|soltero|curso|verano|ano|trabajo|temporada
es-idiom: escuadron suicida
es-idiom: prevencion|linea|dia|charla del|de|contra|para suicidio
"""
