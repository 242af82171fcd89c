"""What people call places, where no zone is called so."""

SHORT = """
est: America/New_York America/Panama America/Toronto
edt et eastern: America/New_York
cst: America/Chicago America/Mexico_City America/Havana Asia/Shanghai
cdt ct central: America/Chicago
mst: America/Denver America/Phoenix
mdt mt mountain: America/Denver
pst: America/Los_Angeles America/Vancouver Asia/Manila
pdt pt pacific: America/Los_Angeles
ast: America/Halifax America/Puerto_Rico Asia/Riyadh
akst akdt: America/Anchorage
hst: Pacific/Honolulu
gmt: Europe/London Europe/Lisbon Africa/Abidjan Atlantic/Reykjavik
bst: Europe/London Asia/Dhaka
wet west: Europe/Lisbon Atlantic/Canary
cet cest: Europe/Madrid Europe/Paris Europe/Berlin Europe/Rome
eet eest: Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Kyiv
ist: Asia/Kolkata Asia/Jerusalem Europe/Dublin
msk: Europe/Moscow
pkt: Asia/Karachi
sgt: Asia/Singapore
hkt: Asia/Hong_Kong
jst: Asia/Tokyo
kst: Asia/Seoul
aest: Australia/Sydney Australia/Brisbane
acst: Australia/Adelaide Australia/Darwin
awst: Australia/Perth
nzst nzdt nzt: Pacific/Auckland
utc z zulu: UTC
texas: America/Chicago America/Denver
"""
"""Short forms, and where people are who write them; each place is offered, also where two clocks agree."""

ALSO = """
America/New_York: nyc, nueva york, boston, miami, atlanta, philadelphia, washington, washington dc, dc, florida
America/Chicago: houston, dallas, austin, san antonio, minneapolis, new orleans, illinois
America/Los_Angeles: la, sf, san francisco, san diego, seattle, portland, las vegas, california
America/Denver: colorado, utah, salt lake city
America/Phoenix: arizona
America/Anchorage: alaska
Pacific/Honolulu: hawaii, hawai
America/Mexico_City: cdmx, df, mexico df, ciudad de mexico, guadalajara, puebla
America/Toronto: montreal, ottawa, quebec
America/Sao_Paulo: rio, rio de janeiro, brasilia
America/Argentina/Buenos_Aires: caba, rosario
America/Bogota: medellin, cali, cartagena
America/Guayaquil: quito
America/Havana: la habana
Europe/Madrid: barcelona, valencia, sevilla, bilbao, malaga
Europe/London: londres, england, scotland, wales, uk, edinburgh, manchester, inglaterra, reino unido
Europe/Lisbon: lisboa, porto, oporto
Europe/Paris: lyon, marseille, francia
Europe/Berlin: munich, hamburg, frankfurt, cologne, alemania
Europe/Rome: milan, roma, naples, italia
Europe/Zurich: geneva, ginebra, suiza
Europe/Brussels: bruselas
Europe/Amsterdam: rotterdam, holland, holanda
Europe/Vienna: viena
Europe/Athens: atenas, grecia
Europe/Moscow: moscu
Europe/Stockholm: estocolmo
Asia/Tokyo: tokio, osaka, kyoto, japon
Asia/Shanghai: beijing, pekin, peking, shenzhen, guangzhou
Asia/Kolkata: mumbai, bombay, delhi, new delhi, bangalore, chennai
Asia/Ho_Chi_Minh: hanoi
Asia/Jerusalem: tel aviv
Asia/Dubai: abu dhabi, uae
Africa/Johannesburg: cape town
Pacific/Auckland: wellington
"""
MORE = frozenset({"America/Manaus", "Australia/Sydney", "Australia/Perth", "America/Halifax", "America/Winnipeg"})
COUNTRIES = {
    "us": "US", "usa": "US", "united states of america": "US", "estados unidos": "US", "eeuu": "US", "espana": "ES",
    "brasil": "BR",
    "great britain": "GB", "england": "GB", "corea": "KR", "korea": "KR", "south korea": "KR", "turkey": "TR",
    "turquia": "TR", "marruecos": "MA", "filipinas": "PH", "republica dominicana": "DO", "canada": "CA",
}  # fmt: skip
