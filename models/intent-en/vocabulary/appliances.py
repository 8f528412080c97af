"""Appliances: actions, slots and values in their owner's words. Random enough that values can't be learnt by heart."""
from normalise import normalise
from vocabulary import words

_AMOUNT = ["a bit of", "a little", "a little bit of", "some", "a lot of", "lots of", "extra", "plenty of", "no", "half the", "a splash of",
           "a dash of", "a pinch of", "a spoon of", "two spoons of", "a drop of", "less", "more", "double", "a touch of", "one", "two", "three"]

# Actions that any machine may have beside those of its kind.
_MORE_ACTIONS = """clean|rinse|flush|descale|calibrate|home|park|reset|prime|warm_up|cool_down|self_test|sterilize|drain|refill|unload|eject|empty|sharpen|
purge|defrost|polish|oil|level|rewind|spin|shake|stir|grind|lift|tilt|center|inspect|dry|soak|vent|charge|standby|wakeUp|deepClean|quick_clean|night_mode|boost""".replace("\n", "").split("|")

# kind: (names, [(action, [slots])], {slot: values or amounts of things})
KINDS = {
    "coffee": ("coffee maker|coffee machine|espresso machine|barista|coffee bot|coffee pot|cafe", ["order", "brew", "make", "stop", "clean", "descale"],
               {"drink": "coffee|espresso|latte|cappuccino|mocha|americano|macchiato|flat white|iced latte|iced coffee|iced mocha|drip coffee|hot chocolate|"
                         "filter coffee|house coffee|lungo|ristretto|cortado|cold brew|vanilla latte|caramel macchiato|decaf|iced americano|black coffee|"
                         "house blend|chai latte|white mocha|nitro|frappe|affogato|pour over|turkish coffee|decaf coffee|plain coffee",
                "size": "small|medium|large|tall|grande|regular|big|extra large|short|eight ounce|ten ounce|twelve ounce|sixteen ounce|twenty ounce|mini|"
                        "six ounce|jumbo|venti|half size|two cup|four cup",
                "roast": "light roast|medium roast|dark roast|blonde roast|italian roast|french roast|city roast|house roast|extra dark roast",
                "shots": "single shot|double shot|triple shot|quadruple shot|one shot|two shots|three shots|single|double|triple|extra shot|half shot",
                "milk": "@milk|skim milk|whole milk|soy milk|almond milk|oat milk|coconut milk|cream|goat milk|two percent milk|half and half|foam|rice milk|whipped cream",
                "sugar": "@sugar|brown sugar|sweetener|honey|cane sugar|syrup|vanilla syrup|caramel|stevia|cinnamon|raw sugar|maple syrup|agave",
                "strength": "mild|strong|extra strong|weak|normal"}),
    "tea": ("tea maker|kettle|samovar|tea machine", ["brew", "boil", "make", "stop"],
            {"tea": "green tea|black tea|mint tea|earl grey|chamomile|oolong|rooibos|white tea|ginger tea|jasmine tea", "size": "cup|mug|pot|small|large",
             "sweetener": "@honey|sugar|lemon|milk|syrup", "temperature": "eighty degrees|ninety degrees|ninety five degrees|boiling"}),
    "oven": ("oven|stove|microwave|grill|air fryer|pizza oven|toaster oven|smoker|furnace|kiln", ["start", "stop", "preheat", "heat", "bake"],
             {"mode": "bake|grill|broil|convection|defrost|fan bake|roast|reheat|pizza|popcorn|keep warm", "power": "low|medium|high|full power|half power",
              "temperature": "one hundred degrees|one hundred fifty degrees|one hundred eighty degrees|two hundred degrees|two hundred and twenty degrees|three hundred fifty|four hundred",
              "time": "one minute|two minutes|five minutes|ten minutes|twenty minutes|half an hour|an hour|thirty seconds"}),
    "washer": ("washing machine|washer|dryer|tumble dryer|dishwasher|laundry machine", ["start", "stop", "pause", "resume", "wash", "dry"],
               {"program": "cotton|wool|delicate|quick wash|eco|intensive|synthetics|mixed|rinse|spin|bedding|towels|sportswear|hand wash|silk|jeans|shirts|glass|pots",
                "temperature": "thirty degrees|forty degrees|sixty degrees|ninety degrees|cold|warm|hot", "spin": "low spin|high spin|no spin|twelve hundred|eight hundred",
                "option": "extra rinse|prewash|half load|steam|quiet|extra dry"}),
    "printer": ("printer|3d printer|laser cutter|plotter|label printer|cnc|engraver|sewing machine|loom", ["print", "start", "stop", "pause", "cut", "cancel"],
                {"file": "bracket|benchy|gear|case|logo|poster|report|labels|vase|box|dragon|phone stand|calibration cube", "material": "abs|petg|nylon|wood|resin|plywood|acrylic|felt|cotton",
                 "copies": "one copy|two copies|three copies|five copies|ten copies", "quality": "draft|fine|standard|high quality|ultra|best"}),
    "vending": ("vending machine|bar|mini bar|cocktail machine|bartender|juice bar|soda machine|smoothie maker|ice cream machine|blender|candy machine|beer tap", ["dispense", "order", "mix", "serve", "stop"],
                {"item": "cola|lemonade|water|orange juice|apple juice|mojito|margarita|gin and tonic|martini|negroni|chips|chocolate bar|gum|candy|peanuts|vanilla|strawberry|beer|smoothie|sparkling water|"
                         "ginger ale|root beer|bloody mary|daiquiri|pretzels|cookies|banana smoothie|mango juice",
                 "size": "small|medium|large|double|pint|half pint|glass|bottle|can|ten ounce|scoop|two scoops", "extra": "@ice|lime|salt|syrup|sprinkles|mint|lemon|rum|vodka|sugar|cherry|soda"}),
    "feeder": ("aquarium feeder|cat feeder|dog feeder|pet feeder|fish feeder|chicken feeder|bird feeder|treat dispenser", ["feed", "dispense", "stop"],
               {"portion": "small portion|large portion|half portion|one portion|two portions|double portion|snack|handful", "food": "@flakes|pellets|dry food|wet food|kibble|treats|seeds|worms|corn|shrimp"}),
    "food": ("rice cooker|bread maker|pizza machine|pasta machine|slow cooker|waffle maker|soup maker|popcorn machine|burger machine|toaster|juicer|egg cooker|sandwich robot|salad bar", ["cook", "make", "start", "stop", "keep_warm", "order"],
             {"dish": "white rice|brown rice|porridge|risotto|sourdough|rye bread|margherita|pepperoni|tomato soup|chili|waffles|popcorn|cheeseburger|soft egg|hard egg|club sandwich|caesar salad|stew|toast|bagel",
              "size": "small|medium|large|family size|two cups|four cups|six slices|two slices|one serving|two servings",
              "topping": "@cheese|butter|onions|olives|mushrooms|peppers|bacon|tomato|garlic|ketchup|mustard|lettuce|nuts|raisins", "doneness": "light|golden|dark|crispy|soft|well done|rare|al dente"}),
    "spa": ("shower|bathtub|bath|hot tub|whirlpool|massage chair|sauna|diffuser|steam room", ["fill", "start", "stop", "drain", "run", "on", "off"],
            {"temperature": "warm|hot|cold|lukewarm|thirty eight degrees|forty degrees|eighty degrees", "program": "gentle|intense|relax|shiatsu|waves|bubbles|rain|massage|deep tissue", "scent": "lavender|eucalyptus|rose|pine|citrus|orange|sandalwood"}),
    "robot": ("robot arm|paint mixer|glue robot|sorter|conveyor|press|crane|telescope|turntable|fountain|fog machine|bubble machine|karaoke machine", ["start", "stop", "pick", "place", "mix", "home", "on", "off", "reset"],
              {"speed": "slow|fast|medium|half speed|full speed|crawl", "target": "left bin|right bin|tray|belt|box one|box two|shelf|jupiter|mars|the moon|saturn", "color": "crimson|navy|olive|ivory|amber|teal|charcoal|beige"}),
}
TEST_KINDS = {
    "ice": ("slush machine|ice maker|bubble tea machine|milkshake maker", ["order", "make", "stop"],
            {"flavour": "blueberry|lychee|taro|melon|passion fruit|matcha|peach|pineapple", "size": "small|regular|large|fourteen ounce|bucket",
             "topping": "@pearls|jelly|pudding|foam|aloe|beans"}),
    "garment": ("steamer|shoe cleaner|ironing robot", ["start", "stop", "clean"], {"fabric": "linen|denim|leather|velvet|suede", "level": "one|two|three|four|maximum", "mode": "quick|deep|delicate|dry"}),
}


def _values(text, rng, split):
    values = text.split("|")
    if values[0].startswith("@"):
        things = [values[0][1:]] + values[1:]
        if rng.random() < .3:
            things.append(rng.choice(words.NOUNS[split]))
        things = rng.sample(things, min(len(things), rng.randint(2, 6)))
        amounts = [""] + rng.sample(_AMOUNT, rng.randint(0, 7))
        values = [f"{a} {t}".strip() for t in things for a in amounts]
    else:
        values = rng.sample(values, min(len(values), rng.randint(2, 14)))
        if rng.random() < .35:
            for _ in range(rng.randint(1, 4)):
                values.append(_invented(rng, split))
    return [normalise(v) for v in values]


def _invented(rng, split):
    kind = rng.random()
    if kind < .35:
        return words.made_up(rng) + rng.choice(["", "", " " + rng.choice(words.NOUNS[split])])
    if kind < .7:
        return rng.choice(words.ADJECTIVES[split]) + " " + rng.choice(words.NOUNS[split])
    return rng.choice(words.NOUNS[split])


def appliance(rng, split):
    """(kind, name, [(action, [slot])], {slot: values}) of a random appliance."""
    kinds = KINDS if split == "train" or rng.random() < .5 else TEST_KINDS
    kind = rng.choice(sorted(kinds))
    if rng.random() < .35 and "coffee" in kinds:
        kind = "coffee"   # the most common one by far
    names, actions, slots = kinds[kind]
    chosen = rng.sample(sorted(slots), rng.randint(1, len(slots)))
    main = sorted(slots, key=list(slots).index)[0]
    if main not in chosen and rng.random() < .85:
        chosen.append(main)
    values = {s: _values(slots[s], rng, split) for s in chosen}
    if rng.random() < .15:
        values[words.made_up(rng)] = [normalise(_invented(rng, split)) for _ in range(rng.randint(2, 6))]
    first, others = actions[0], rng.sample(actions[1:], rng.randint(0, min(3, len(actions) - 1)))
    described = [(rng.choice([first, first, rng.choice(actions)]), list(values))]
    if rng.random() < .4:
        others += [a for a in rng.sample(_MORE_ACTIONS, rng.randint(1, 3)) if a not in others]
    described += [(a, []) for a in others if a != described[0][0]]
    return kind, rng.choice(names.split("|")), described, values
