"""That danger to life is always seen, and an ordinary text left alone."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nudges.core.understanding import Pending, understand
from nudges.core.words import Intent, Safety

HARD = """
I want to die
i want to kill myself
I'm going to kill myself tonight
thinking about suicide again
i feel suicidal
suicidal today, sorry
I wish I was dead
I wish I wouldn't wake up tomorrow
I don't want to be alive anymore
i dont want to live anymore
I want to end my life
gonna end it all tonight
I just took all my pills
took 30 tylenol
I swallowed the whole bottle
not suicidal but I have the pills
I'm not going to kill myself, but I do want to be dead
I have a gun and I'm going to use it on myself
standing on the bridge, ready to jump
I cut myself again last night
I've been cutting again
I want to hurt myself so bad
thinking of hanging myself
everyone would be better off without me
there's no reason to live
this is goodbye. tell my kids i love them
by the time you read this I'll be gone
I won't be here tomorrow
I've written my goodbye letter
kms
I just want to unalive myself
done. also i want to die
stop texting me i want to die
I want to kil myslef
thinking of sucide
I. want. to. die.
i can't stop thinking about killing myself
I overdosed
I can't promise I won't hurt myself
I want to drive my car into a tree
nobody would miss me if i was gone
I keep picturing slitting my wrists
I'm going to hurt someone and I can't stop
quiero morir
me quiero morir
me quiero matar
quiero suicidarme
ya no quiero vivir
no quiero seguir viviendo
voy a quitarme la vida esta noche
quisiera no despertar mañana
ojalá estuviera muerta
me tomé todas las pastillas
tengo las pastillas en la mano
no soy suicida pero tengo las pastillas
me corté otra vez
quiero hacerme daño
todos estarían mejor sin mí
pienso en acabar con mi vida
me voy a tirar del puente
hecho. y quiero morirme
adiós a todos, los quiero, perdónenme por todo
I think it would be better if I just died
honestly I'd rather be dead than feel like this
been thinking about ending my life lately
I've decided to do it tonight. I have everything ready
I'm sitting here with a bottle of xanax and vodka
the gun is in my lap
I took a bunch of pills about 10 min ago
I bought a rope today
I've been hoarding my sleeping pills
I keep thinking about driving off the road
I don't see myself being alive next week
please take care of my dog when I'm gone
tell my mom I'm sorry and I love her. goodbye
I gave away all my stuff. it's time
wrote the letters. tonight is the night
I hope I don't wake up
wish I could just fall asleep and never wake up
i wanna dieeee
i wana kms so bad
cant stop thinking about suicide
having suicidal thoughts again
urge to cut is so strong rn
relapsed, cut my thighs last night
I burned myself with a lighter again
i want to hang myself
I want to jump in front of a train
life isn't worth living anymore
I have no reason to keep living
what's the easiest way to die
my family would be better off if I were dead
I'm done. goodbye everyone
no one would even care if I died
I'm not ok, I have a knife to my wrist
I was going to do it last night but I chickened out, I still want to die
no I'm not fine I want to end it
i don't want to exist
I don't wanna be here anymore
skip. i don't want to live
7/10 and also I'm planning to kill myself
I tried to kill myself yesterday
thinkin bout offing myself
sui thoughts bad today
going to sleep forever tonight, bye
no estoy bien, quiero acabar con todo
me quiero quitar la vida
pienso en el suicidio todos los dias
ya no quiero estar viva
preferiría estar muerta
tengo una pistola y voy a usarla
estoy en el puente y voy a saltar
me tome un frasco de pastillas
quiero dormir y no despertar nunca
me estoy cortando otra vez
escribí mi carta de despedida
nadie me va a extrañar cuando me muera
la vida no vale la pena
cuida a mis hijos cuando ya no esté
hoy es mi último día, adiós
kiero morirme ya
no quiero matarme pero tampoco quiero vivir
I'm thinking about killing myself
I can't live like this, I'm going to end my life
Part of me wants to die
wish I could go to sleep and not wake up
I've got a loaded gun next to me
about to swallow these pills
I already took the pills
I took way too many sleeping pills
just drank bleach
I want to slit my wrists
razor is in my hand
my arms are bleeding, I did it again
I can't fight the urge to self harm
been cutting my legs every night
hurting myself is the only thing that helps
I don't deserve to live
the world would be better without me
nobody would care if I was dead
I made a plan to end it
I know how I'm going to do it
tonight I'm ending it
goodbye, thanks for everything, this is my last text
I'm saying my goodbyes
you won't hear from me again. I'm sorry
i'm gonna jump off the roof
standing on the train tracks
I might crash my car on purpose
suicide seems like the only option
I feel like killing myself
i dont see a reason to stay alive
I'd be better off dead
wanna unalive rn
kms fr
imma kill myself
i'm gonna k1ll myself
ready to die
it'd be easier to be dead
just want to be dead
I dont want to kill myself but I keep thinking about death and have a rope
yeah did the breathing but I still want to kill myself
later. if I'm still alive
I'm going to kill him with a knife
quiero matarme
tengo ganas de morirme
ya no quiero seguir viva
pensé en suicidarme
no vale la pena vivir
me corté las venas
voy a tomarme todas las pastillas
quiero tirarme al metro
me lastimé a propósito
sería mejor si no existiera
el mundo estaría mejor sin mí
mejor me muero
ya tengo el plan para matarme
adios, ya no voy a estar mañana
deseo estar muerta
no quiero despertar mañana
solo quiero morir
ojalá me muriera
I'm going to swallow every pill in the house
death sounds peaceful right now
I'm planning on killing myself this weekend
don't bother texting tomorrow, I won't be alive
i hope a car hits me
everybody would be happier if I was gone
I put the gun in my mouth
just did 40 ibuprofen
I stabbed my arm with scissors
cutting helps me cope
I cut so deep this time
i've been burning my skin
can't stop hurting myself
nothing left to live for
I don't want to be on this earth anymore
my will is written and I'm ready to go
I'm ending my life tonight
i want out of this life
thinking of jumping off my balcony
I tied a noose
I want to overdose
who would take care of my cat if I killed myself
I'm gonna do it. I'm gonna kill myself
suicidal and alone
no I don't feel better I feel suicidal
I'm fine lol jk I want to kill myself
I'm gonna shoot up the place
I have thoughts of killing my boyfriend
me voy a matar
me quiero suicidar
estoy pensando en quitarme la vida
tengo ganas de morir
no quiero existir
me hice cortes en los brazos
tomé 30 pastillas
me voy a colgar
la muerte es la única salida
quiero que todo acabe, me voy a matar
no hay razón para vivir
hoy me despido de todos
I'm so close to killing myself
I've got enough insulin to do it
what happens if you take 50 melatonin
I was cutting again this morning
I've been looking up ways to die
can you look after my kids, I can't stay here anymore
it won't matter tomorrow because I'll be dead
I think I'm going to off myself
skip. I tried to hang myself last night
wish i would just die in my sleep
i keep having thoughts about ending it all
don't want to be alive, not even a little
I'm done fighting, I'm going to kill myself
me dan ganas de matarme
no quiero seguir viva
traigo una navaja y me quiero cortar
ya escribí la carta, adiós
a veces pienso que sería mejor morir
tomé un montón de pastillas
me voy a tirar a las vías
honestly the world would keep spinning fine with me six feet under
got the rope out of the garage and I keep looking at it
im gonna take the whole packet of sleepers tonite
thinking abt just letting the car roll into the river
cutting is the only thing that quiets my head
I dug the blade in deeper this time
i'm ready to leave this earth
writing letters so they know it wasnt their fault when im gone
counted my pills, theres enough
I want to be with my dad in heaven tonight
i wannna dye so bad
it'd be so easy to just step off the platform
mom will be better off once I'm out of the picture for good
no quiero llegar a mañana
ya junté las pastillas, esta noche se acaba
kiero morirme wey
me rajé los brazos otra vez
si me muero nadie se entera
hoy me despido de este mundo
me estoy asomando al balcón y pienso en saltar
ojalá me atropelle un camión
no le veo caso a seguir viva
ando con ganas de colgarme
felt 2, skip, gonna off myself
not gonna lie i tried to od yesterday
I keep a knife under my pillow to use on my wrists
so done with life rn
he says if i go he will burn the house down with us in it
I shouldn't be alive
nobody wants me alive
no one wants me alive
everyone wants me dead
got my hands on enough ambien to not wake up
i cant find one reason to stay alive
cut too deep last nite and didnt care
prefiero estar bajo tierra
ojala no amanezca
nadie notaría si no estoy
"""

SOFT = """
I'm not going to kill myself tonight
no voy a matarme hoy
I can't do this anymore
I can't go on
what's the point of anything
I feel hopeless
I want to disappear
I hate myself so much
I'm a burden to everyone
I can't take it anymore
I give up on everything
there is no way out
I want to die lol
nobody cares about me
my friend says she wants to kill herself
I just want it all to stop
I feel so empty and worthless
no puedo más
ya no aguanto
quiero desaparecer
me odio
soy una carga para todos
no le veo sentido a nada
mi amiga quiere suicidarse
I feel like nothing matters
I'm so tired of everything
I don't know how much longer I can do this
everything feels pointless
I'm falling apart
I just want the pain to stop
no one would notice
i'm at my breaking point
I don't feel safe with myself tonight
i wish i'd never been born
I'm worthless
i can't keep going like this
there's no hope left
I feel like a burden
siento que ya no puedo con esto
estoy harta de todo
ya no tengo ganas de nada
me siento vacía por dentro
no encuentro salida
mi vida no tiene sentido
I'm at the end of my rope
I'm so done
life feels meaningless
I feel completely hopeless
nobody would notice if I left
can't cope anymore
everyone hates me and I hate me too
I don't want to feel anything anymore
it's never going to get better
I feel numb and empty
I wish I could disappear
what's the use of going on
I can't keep doing this
I'm scared of what I might do
my brother says he wants to die
me siento sin esperanza
ya no puedo más
no sirvo para nada
nadie me quiere
quisiera desaparecer
no doy más
I feel trapped and there's no escape
I'm broken beyond repair
I can't breathe, everything is too much, I can't anymore
I hate my life
i'm just taking up space
everything hurts and I want it to stop
I'm losing the will to keep fighting
what's the point
siento que soy una carga
odio mi vida
ya me cansé de todo
i have nothing left
I feel so alone and hopeless
it hurts too much to keep going
siento que no valgo nada
no puedo seguir así
pls feed my cat after tomorrow, I wont be around
i keep rehearsing how i'd do it
the plan is set for friday. dont try to stop me
can't see a reason to get out of bed ever again
everybody would have it easier if i werent such a mess
im drowning and no one sees it
idk how much more of this i can take
i'm at rock bottom
feel like a waste of a person
i just wanna fade away
i hate being me
my roommate keeps saying she'd rather be dead
i'm freaking out and can't breathe, please help
someone please talk to me i feel so alone i cant stand it
ya nada me importa
estoy tocando fondo
me siento una basura, no sirvo
no veo la luz
estoy rota por dentro
me da un ataque de ansiedad, ayuda
ya me rendí con todo
estoy cansada de vivir así
nobody would even notice if I vanished
I'm having a panic attack
I can't stop crying
I'm scared
tengo miedo
estoy llorando
I need help
ayuda por favor
help me
HELP ME PLEASE
necesito ayuda
i'm so scared right now
having an anxiety attack
me está dando un ataque de pánico
no puedo dejar de llorar
I'm crying so hard
someone help me
estoy asustada
ayúdenme
i just want somebody to put me out of my misery for real
ya tengo todo listo, hoy es mi ultimo dia
writing my last msgs to ppl now
my head wont stop telling me im worthless
everythin is falling to pieces and i dont see it ending
i feel like im sinking
no sé cuánto más voy a aguantar
siento que me ahogo y no puedo respirar
estoy en crisis, alguien que me ayude
i cant stop shaking
"""

VIOLENCE = """
he hit me again
my husband is hitting me
my boyfriend choked me last night
he said he'll kill me if I leave
I'm scared of my partner
I'm afraid to go home, he has a knife
she threw a plate at me and punched me
he raped me
he won't let me leave the house
my ex is stalking me
he threatened to hurt me
my dad beats me
me pega
mi esposo me pegó anoche
mi novio me amenaza
tengo miedo de mi esposo
mi pareja me golpea
dice que me va a matar
me violó
no me deja salir de la casa
he grabbed me by the neck and threw me on the floor
she keeps hitting me when she's drunk
my partner forced me to have sex
I'm hiding in the bathroom from him
he says he will kill me
my bf broke my phone and shoved me
I'm scared he'll hurt the kids
he pulled a knife on me
my husband put his hands around my throat
i got beat up by my boyfriend again
I'm in an abusive relationship and scared
my wife hits me
he locks me in the room
mi marido me da golpes
mi esposo me empujó y me quitó el celular
me amenazó con un cuchillo
tengo miedo de volver a casa, me va a golpear
mi novio me obligó a tener relaciones
mi ex me está siguiendo y tengo miedo
él me ahorcó anoche
he beats me when he drinks
my husband hit me
she slapped me in front of the kids
he threatened me with a gun
I'm afraid of my boyfriend
he pushed me down the stairs
he choked me
my partner won't let me see my friends
he's outside and I'm scared he will hurt me
he tracks my phone and follows me
I was raped
someone assaulted me last night
my dad hits me
I don't feel safe at home with him
he says if I leave he'll find me and kill me
my ex keeps threatening me
mi papá me pega
mi novio me golpeó ayer
me quiere matar
tengo miedo de que me mate
me tiene encerrada
mi pareja me maltrata
él me amenaza con quitarme a mis hijos
abusaron de mí
my girlfriend punched me in the face
he keeps threatening to kill me
he forced himself on me
my stepdad touches me
I'm locked in the bathroom, he's banging on the door with a bat
he hurt me last night and I have bruises
my husband controls my money and hits me
I'm scared he is going to kill me
he strangled me
mi ex me amenazó de muerte
mi marido me pegó con un cinturón
me pegaron en la calle
me da miedo mi novio
he smashed my phone and hit me
my boyfriend raped me
i'm scared to go home to my husband
he said he would hurt my kids
my mom beats me with a belt
mi esposo me quiso ahorcar
mi padrastro me toca
me golpea cuando toma
he grabbed me by the throat last nite
my dad came home drunk and hit mum and me
she threw a plate at my head again
he took my keys so i cant leave the house
my ex is outside my place and wont go away, im scared
mi marido me jaló del pelo y me aventó
mi novio me encierra cuando se enoja
me da pavor volver a la casa, él está tomado
mi padrastro me toca en las noches
my bf slapped me across the face
he wont let me leave the flat
mi ex me está siguiendo
mi papá me pegó con el cinturón
"""

NONE = """
done
not today
this deadline is killing me
my feet are killing me
I'm dying to see her
dying of laughter
i'm dead tired, skip
killed it at the gym today
killing time, will do it later
2 years clean today
five years since I last self harmed
no thoughts of suicide
I'm not suicidal
no suicidal thoughts this week
I don't want to die
I would never hurt myself
I used to want to die, not anymore
watched a documentary about suicide
watching suicide squad, done
my grandfather died last year, hard day
my uncle killed himself ten years ago
the dog died
lost my brother to suicide
I could murder a pizza
ended the call and did it
cut back on coffee
cut my hair
cut myself some slack today
cut my finger cooking
took my meds
took 2 tylenol for my headache, done
took my pills this morning, done
hit me up later
it hit me how calm I am
he beat me at chess
that workout kicked my butt
hung out with friends
hang on, in 20 min
died of embarrassment
my phone died
battery is dead
dead of night walk, done
I bombed the exam
shot some hoops, done
took a shot at it, half done
jumped rope for 10 minutes
did it on the bridge by the river
goodbye stress, done
said goodbye to my mum at the airport, did it
stopped feeling hopeless, much better
I'm not afraid of him anymore
I want to live
i slept like the dead
suicide prevention walk done
me muero de hambre
me muero de risa
muerta de sueño, hoy no
no quiero morir
no tengo pensamientos suicidas
me corté el pelo
se murió mi abuelo el año pasado
se me pegó la canción
mato el tiempo y lo hago luego
tomé mis pastillas, listo
vi un documental sobre el suicidio
me matan los zapatos
este trabajo me está matando
hoy no, estoy muerta de cansancio
that joke killed me
I'm dead 💀 she really said that
my back is killing me, skip today
could kill for a coffee right now
dying for a nap
my sourdough starter died
the sun is killing me today
i almost died laughing
rough day but hanging in there, done
did a deadlift PR
finished the Suicide Squad game
my friend passed away last spring, thinking of her
it's the anniversary of my dad's death
18 months self-harm free
3 years sober today!
haven't cut in a year
I no longer want to die, therapy helps
not gonna kill myself over one missed day
no thoughts of hurting myself
I'm safe, not thinking about suicide
reading a novel about a murder
we talked about suicide prevention in class
cut the meeting short and did my breathing
ended things with my ex
ended my day with breathing
end of the rope climb class, done
took my antidepressants and walked
picked up my pills from the pharmacy
shot my sister a text, done
fired off a message to Ana
jumped in the pool
train was late, skip
hanging out with mum
he hit the gym with me
my cat scratched me lol
pushed myself to go, done
scared of the presentation, did breathing
fight with my boyfriend, feeling anxious
he hurt my feelings
feeling sad today
lonely, 3/10
I'm so over this week
i feel tired and empty-handed lol
I gave up coffee
gave up sugar for lent
goodbye for now
I love my life
life is good
I hate mondays
hate this habit lol
can't do it today
I can't do this today
can't right now
no way I can do it now
no point today, skip
me muero por un café
casi me muero de la risa
el calor me mata
mi perro murió ayer
estoy cansada hoy
no puedo hoy
no puedo ahora
ya no puedo hoy, mañana
hoy no tengo ganas
me pegó fuerte la nostalgia
vi la serie 13 reasons why
tengo miedo de perderlo
te odio lunes
no quiero hacerlo hoy
se me murió el celular
llevo 2 años sin cortarme
no pienso en suicidarme
I was afraid he was mad but he wasn't
scared he will leave me
afraid of losing him
my partner pushed me to try it
my therapist hit the nail on the head
beat my record
knocked it out
burned dinner but did it
my mum is in hospital
I want to sleep
i want to be alone today
wish you were here
I'm dying over here lol
that test killed me
my kids are killing me today haha
dead phone, sorry for the late reply
I'd kill for some sleep
I'm so hungry I could die
you're killing it
drop dead gorgeous sunset walk
my plants are dying
buried my cat today
funeral for my aunt today, skip
my mom died 3 years ago today
my cousin died by suicide in 2019
we watched a true crime show about a murder
read an article about overdose prevention
never been suicidal
I don't feel hopeless today
not feeling suicidal anymore
I was suicidal years ago, now I'm ok
10 days without cutting
glad I'm alive
so happy to be alive
I'm alive lol
took two advil for my back
took my pill
cutting carbs this week
cut the grass
cutting out sugar
cut myself shaving
burned my hand on the oven
hurt my knee running
I hurt my back, skip
hit a new PR
hit the snooze
the news hit me hard
got hit by a wave of sadness
my boss is going to kill me if I'm late
mom's gonna kill me lol
he broke my heart
he broke up with me
scared to text him
I'm afraid he doesn't love me
afraid of being alone
he ignores me
my husband snores lol
he pushed our date to friday
choked up during the movie
kicked off my shoes and breathed
beat the traffic
punched the clock late
he left me on read
wife threw me a party
I can't stand mondays
can't take calls now
I can't go on the walk today
can't handle spicy food lol
the point is I did it
no way out of this meeting
I gave up my seat
lost hope of finding parking
hopeless at cooking haha
empty inbox!
goodbye sugar
sorry for the late reply
sorry for everything being late
hanging with friends
gun range trip cancelled
rope climbing
the bridge was pretty
jump squats done
I want to end the day well
end of my shift
ended the day with a walk
I want to stop smoking
want this week to end
I want it to be friday
wish i was on a beach
wish I was there
no energy to live it up tonight
tired of waiting
so tired of rain
done with work
sick of this weather
me mata de risa
matando el tiempo
estoy muerto de hambre
mi abuela murió
el examen me mató
me duele la cabeza
tomé mi medicina
me corté con papel
odio los lunes
no puedo ir hoy
no quiero café
estoy harta del tráfico
cansada pero hecho
quiero dormir
quiero descansar hoy
me siento triste
extraño a mi ex
miedo al examen
tengo miedo de que me deje
me dejó
el sol pega fuerte
me pegó el viento
no hay agua
sin ganas hoy
nada hoy
the dentist almost killed me with that bill
lol I'm dying
dying my hair today
so excited I could die
deadline day
die-hard fan of this breathing thing
skip, dead tired
legs are dead after squats
my laptop died so I did it on paper
thought of my late grandmother who died in May
a friend of a friend overdosed, sad day
listened to a podcast on suicide loss
no I'm not thinking of hurting myself
haven't thought about suicide in months
I don't self harm anymore, proud
gave blood today
took a long bath
pills make me sleepy, skip
my meds changed, feeling foggy
cut out of work early
hurt my ankle playing soccer
he said he loves me
we had a fight, did the breathing
hit my goal
kicked the ball with my son
she pushed me to be better
I'm scared of failing the test
can't do mornings
I can't even lol
hate running but did it
I hate being late
feeling low, 2
cried today but did it
he hasn't called and I feel awful
need space from everyone today
I want to run away to the beach
life's been busy
what's the point of kegels lol
end of month reports
no more coffee
goodbye to bad habits
me muero de nervios
esta tarea me mata
murió la abuela de mi amiga
no puedo dormir
ya no puedo caminar más, descanso
estoy cansada de esperar
corté el pasto
me corté el dedo picando cebolla
le tengo miedo a las arañas
work is killing me this week
I'd die for that cake
dead silence in the house, nice
this heat might kill me lol
my succulents died
grandma's funeral today
hung up the laundry, done
I cut my bangs
took my vitamins and did it
no self harm for 90 days
not suicidal, just tired
he got hit with a parking ticket
it beats sitting at home
fell and hurt myself at the gym, skip
afraid to text him first
I miss him so much
worried he'll leave
cried in the car, then walked
ending the week strong
I'm done for today
killer workout, done
watching a zombie movie, everyone dies
casi me mata el susto
me muero de frío, hoy no
mi tía falleció
estoy triste pero bien
no aguanto el calor
me quiero ir a dormir
quiero matar este rato
did it last night
did it last night before bed
last day of the challenge!
first time in weeks, felt good
it was hard but I did it
I'm so tired, going to bed
work was too much today, skip
too much going on
I feel better
feeling low energy
sad but ok
I feel like garbage today
missed him all day
cried a little
can't today, kids are sick
couldn't do it, forgot
I'll do it tonight
going to do it tonight
ready to go, doing it now
over and out, done
I want to get better at this
I want it more than anything
need to be alone for a while
I'm at the end of my shift
not okay with how he talked to me but I breathed
he didn't text back
my boyfriend and I talked for an hour
he made me dinner
he came home late and I stayed calm
she told me to stop worrying
my ex texted me
saw my ex with someone
she keeps calling me
mom called me
my sister pushed back but we talked
jumped right in, done
hit send on the text
shot him a message
I have a plan for tomorrow
plan is to walk at 6
all over the place today
nothing to report
nothing new
no reason, just didn't feel like it
no reason to skip so did it
the only way out is through lol
I'm safe home
home alone, enjoying it
scared but did it
afraid to call but called
anxious 8
panic attack earlier, breathing helped
I feel calmer
it's over, we broke up
it's all good
all done for today
finished everything
I gave it my all
gave it away
gave my sister a hug
said hi to a neighbor
wrote a letter to my sister
wrote a note to my dad
left a note for my roommate
wrote in my journal
took a nap
took a break
had a drink with friends
drank a glass of water
ate pills of chocolate lol
pill box refilled, done
saw the bridge
roof is leaking, busy
sat on the balcony and breathed
stood by the window, 3 breaths
car broke down, skip
train home
driving, later
knife skills class, done
I'm out
out of time
life happened
life got in the way
this is my life now lol
love my family
hug my kids, done
told my mom I love her
tell my sister I love her - done
thank you for everything
thanks for the reminder
sorry, forgot
sorry I missed it
see you tomorrow
bye
goodnight
good night
no more today
hice las paces con mi mamá
hablé con mi hermana
fui a caminar con mi esposo
mi esposo me abrazó
mi novio me llamó
me dijo que me quiere
me siento mejor
me dio sueño
no tuve ganas
fue difícil pero lo hice
mañana lo hago
todo bien
nada nuevo
ya casi
estoy en el trabajo
voy en camino
me quedé dormida
mi mamá está enferma
la vida es bella
gracias por todo
perdón, se me pasó
lo hice anoche
I'm scared of heights, done
scary movie
help mum with dinner, done
need help moving
worthless coupon
useless meeting, skip
giving up on the couch potato life
giving up on carbs
nada de ganas, hoy no
para nada
just done
I'm scared of the dark lol
tengo miedo a volar
need help with the dishes
necesito ayuda con la tarea
I'm crying lol
I had a panic attack last week but I'm ok, done
can't stop laughing
drowning in emails
I'm freaking out about the exam
can't breathe, allergies are bad
no hay luz en mi casa
he threw the ball at me
my husband took my car to work
no reason to get up early
he is outside my house with flowers
please feed my cat while I'm in Rome
want to dye my hair so bad
I keep thinking about how I'd do it better next time
make it stop texting me
crushed it, 9/10, then treated myself to tacos
yep, breathed w my eyes shut on the bus stop bench
finally texted Lu back, took me all day lol
got it in before lunch
walked round the block in the rain
listo, le escribí a mi hermana
ya medité, quedé bien relax
sip, hecho desde temprano
didd it
nailed my breathing, heart's still racing tho
nah, kids had me running all day
can't be bothered today
no lo logré hoy
hoy ni ganas
blanked on it completely
got about halfway through then mum called
hice la mitad nomás
only managed one of the three
stuck in bed with a fever
hoy es feriado
gimme 10
in a meeting, hit me up at 4
al ratito
ping me after dinner
avísame a la una
like a 6 and a bit
about 4/10 tbh
un 7 más o menos
4 glasses of water so far
give it a rest for two weeks please
pausa hasta el lunes
enough already, unsubscribe
ok im out, stop
ya párenle con los mensajes
quit blowing up my phone
this playlist slaps so hard i died
murdered that 5k
mi jefe me va a matar si llego tarde jaja
scared of the dentist but going anyway
I can't stop laughing at this video
hoy es mi último día de trabajo
drowning in laundry lol
scared my cat with the vacuum
fell apart laughing
tengo miedo a los aviones pero fui
need help picking a movie
hecho! ayudé a mi vecina
me aventé un maratón de series
rock climbing, done
dug the garden, done
took the bus to the river
hit mum's car with the door lol
watered the plants, won't be around tonight
seeing my mom next christmas
getting out of bed was hard but done
not bothered by the rain, done
"""


def rows(table: str) -> list[str]:
    return table.strip().splitlines()


@pytest.mark.parametrize("text", rows(HARD))
def test_words_of_death_plan_means_or_goodbye_are_hard(text: str) -> None:
    assert understand(text).safety is Safety.HARD


@pytest.mark.parametrize("text", rows(SOFT))
def test_a_text_that_could_be_either_is_soft(text: str) -> None:
    assert understand(text).safety is Safety.SOFT


@pytest.mark.parametrize("text", rows(VIOLENCE))
def test_being_hurt_or_threatened_is_violence(text: str) -> None:
    assert understand(text).safety is Safety.VIOLENCE


@pytest.mark.parametrize("text", rows(NONE))
def test_negation_idiom_media_grief_and_recovery_are_left_alone(text: str) -> None:
    assert understand(text).safety is Safety.NONE


@pytest.mark.parametrize("pending", Pending)
def test_safety_comes_before_any_open_question(pending: Pending) -> None:
    found = understand("yes but i want to die", pending=pending)
    assert (found.intent, found.safety) == (Intent.CRISIS, Safety.HARD)


def test_a_crisis_with_a_stop_says_both() -> None:
    for text in ("stop texting me i want to die", "STOP i want to die", "i want to die. stop"):
        found = understand(text)
        assert found.intent is Intent.CRISIS
        assert Intent.STOP in found.also


def test_a_crisis_with_a_done_keeps_the_done() -> None:
    found = understand("done. also i want to die")
    assert found.intent is Intent.CRISIS
    assert Intent.DONE in found.also


def test_a_safe_does_not_hide_a_danger() -> None:
    assert understand("safe but I have a gun to my head", pending=Pending.SAFE_CHECK).safety is Safety.HARD


@given(
    st.sampled_from(rows(HARD) + rows(SOFT) + rows(VIOLENCE) + rows(NONE)),
    st.sampled_from([str.upper, str.lower, str.title]),
    st.sampled_from(["", " ", "  \n", "\t"]),
    st.sampled_from(["", ".", "!!!", "...", " ?"]),
    st.integers(0, 6),
)
@example("I wish I was dead", str.upper, " ", "!!!", 1)
def test_dress_does_not_change_safety(text: str, case: object, space: str, mark: str, repeats: int) -> None:
    assert callable(case)
    dressed = space + case(text + text[-1] * (repeats if text[-1].isalpha() else 0)) + mark + space
    assert understand(dressed).safety is understand(text).safety
