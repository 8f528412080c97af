"""What homes are made of: areas, floors, and the nouns and qualifiers that device names are built from."""
import pathlib
from collections import defaultdict

AREAS = """kitchen|living room|bedroom|bathroom|hallway|hall|garage|office|study|dining room|attic|basement|cellar|garden|
patio|terrace|balcony|porch|nursery|kids room|guest room|guest bedroom|master bedroom|main bedroom|laundry|laundry room|
utility room|pantry|workshop|shed|greenhouse|driveway|backyard|front yard|yard|entrance|entryway|foyer|corridor|stairs|
staircase|landing|library|den|lounge|family room|media room|game room|playroom|gym|sauna|pool|closet|dressing room|
toilet|restroom|shower|ensuite|conservatory|sunroom|loft|studio|barn|stable|hangar|lab|server room|kitchenette|bar|
wine cellar|music room|craft room|mud room|bunk room|flat|apartment|cabin|boat|van|camper|warehouse|reception|
meeting room|conference room|break room|store room|bed room""".replace("\n", "").split("|")
TEST_AREAS = "parlor|sitting room|tv room|box room|veranda|boiler room|washroom|carport|summer house|tool room".split("|")
AREA_ALIASES = {"living room": ["lounge", "front room", "salon"], "bathroom": ["bath", "toilet"], "hallway": ["hall", "corridor"],
                "garden": ["yard", "backyard"], "office": ["study", "den"], "basement": ["cellar"], "attic": ["loft"],
                "nursery": ["baby room", "kids room"], "bedroom": ["sleeping room"], "kitchen": ["cooking area"]}
FLOORS = "upstairs|downstairs|ground floor|first floor|second floor|top floor|basement|attic|third floor|lower floor|upper floor".split("|")

QUALIFIERS = """left|right|front|back|main|big|small|large|little|old|new|tall|long|round|square|red|blue|green|white|black|
yellow|corner|window|wall|ceiling|floor|table|desk|bedside|reading|standing|hanging|outside|outdoor|inside|indoor|upper|
lower|north|south|east|west|middle|center|side|rear|top|bottom|first|second|third|entrance|kitchen|bedroom|living room|
bathroom|garage|garden|balcony|office|christmas|tree|sofa|couch|bed|mirror|closet|stove|sink|counter|island|shelf|
bookshelf|cabinet|aquarium|terrarium|plant|piano|tv|door|stair|path|pool|roof|tent|workbench|string|fairy|accent|ambient|
mood|night|party|smart|spare|vintage|antique|copper|glass|paper|lava|salt|moon|star|cloud|palm|owl|dragon""".replace("\n", "").split("|")

TYPE_NOUNS = defaultdict(list)      # type -> singular generic nouns
PLURALS = {}                        # (type, singular) -> plural
NOUNS = set()                       # every generic noun, singular or plural


def _read_nouns():
    rows = [line.split("\t")[:3] for line in (pathlib.Path(__file__).parent.parent / "nouns.tsv").read_text().splitlines()]
    for i, (noun, kind, number) in enumerate(rows):
        NOUNS.add(noun)
        if number == "singular" and i + 1 < len(rows) and rows[i + 1][1:] == [kind, "plural"]:
            TYPE_NOUNS[kind].append(noun)
            PLURALS[kind, noun] = rows[i + 1][0]


_read_nouns()

# Nouns of names that say nothing about the type: a switch may drive anything.
SWITCHED = """kettle|heated blanket|christmas tree|fountain|pump|pond pump|water feature|printer plug|router|modem|server|
charger|phone charger|bike charger|car charger|amplifier|dehumidifier|humidifier|iron|toaster|diffuser|coffee plug|freezer|
fridge|neon sign|doorbell|siren|alarm|camera|bird feeder|incubator|heat lamp|heat mat|soldering iron|compressor|bench|saw|
electric blanket|towel rail|treadmill|massage chair|record player|game console|computer|monitor|laptop|desk|lava lamp|
air pump|grow light|bubble machine|disco ball|fog machine|mosquito trap|jukebox|hot tub|immersion heater|plug 1|plug 2""".replace("\n", "").split("|")
SCENES = """movie night|good night|good morning|bedtime|dinner|party|reading|relax|romantic dinner|away|vacation|holiday|
focus|work|homework|cooking|breakfast|cinema|goodbye|welcome home|wake up|nap time|date night|game night|cleaning|
energy saver|bright|cozy|sunset|sunrise|storm|siesta|meditation|yoga|story time|bath time|night shift|all clear""".replace("\n", "").split("|")
SENSORS = """temperature|humidity|outdoor temperature|outdoor|outside|weather station|air quality|soil moisture|rain gauge|
motion|water level|tank level|pressure|light level|co2|power meter|energy meter|freezer temperature|fridge|greenhouse|
pool temperature|door contact|window contact|smoke|gas meter|wind|noise level|battery monitor|mailbox""".replace("\n", "").split("|")
PROPERTIES = "temperature|humidity|battery|power|brightness|position|speed|volume|color|state".split("|")
COLORS = "red orange yellow green cyan blue purple pink magenta violet turquoise lime teal gold white".split()
