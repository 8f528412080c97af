"""Fillings for sentences that are no command."""

CITIES = """london|paris|berlin|new york|tokyo|chicago|boston|madrid|rome|dublin|sydney|toronto|denver|austin|seattle|miami|dallas|
moscow|mumbai|cairo|lagos|lima|oslo|vienna|prague|athens|houston|atlanta|memphis|phoenix|tampa|detroit|my city|the city|here|
france|spain|china|india|mexico|canada|texas|florida|ohio|california|europe|the mall|downtown""".replace("\n", "").split("|")
TESTED_CITIES = "lisbon|helsinki|nairobi|seoul|bogota|peru|nevada|norway".split("|")
DAYS = """today|tomorrow|tonight|this week|next week|this weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|
next month|this afternoon|this morning|tomorrow morning|the weekend|in 2 days|next friday|on monday|in june|yesterday|last week|at 5|at 9 am|at 3 pm|
at 7:30|in the morning|on the 3 of march|in 2 weeks|for saturday""".replace("\n", "").split("|")
WEATHER = "rain|snow|sunny|hot|cold|windy|cloudy|humid|storm|freezing|warm|raining|chilly|foggy".split("|")
FOOD = """pizza|pasta|chicken|rice|soup|bread|cake|steak|salad|tacos|sushi|burgers|curry|eggs|pancakes|cookies|lasagna|fish|beans|chili|noodles|
turkey|meatloaf|potatoes|cheese|avocado|ramen|brownies|omelette|sandwich|banana bread|oatmeal""".replace("\n", "").split("|")
MUSIC = """jazz|rock|pop|classical music|country|hip hop|blues|metal|reggae|techno|folk|rap|the beatles|queen|mozart|bach|madonna|
the rolling stones|some old songs|my playlist|my favorite song|my workout playlist|christmas songs|disco|songs from the 80s|opera|
the last album|love songs|sad songs|my favorites|lady gaga|the eagles|michael jackson|songs by adele""".replace("\n", "").split("|")
TOPICS = """sports|politics|football|basketball|the election|technology|science|the stock market|business|the economy|health|history|
music|movies|art|cars|space|the weather|baseball|hockey|the olympics|the war|climate change|education|entertainment|travel|fashion|tennis|
the president|the government|fishing|gardening|chess|philosophy|religion|the queen|celebrities""".replace("\n", "").split("|")
COMPANIES = "amazon|apple|google|microsoft|tesla|ford|netflix|disney|walmart|uber|lyft|starbucks|nike|boeing|intel|twitter|facebook|dominos|mcdonald's|my bank|my insurance|bank of america|the airline|the hotel".split("|")
PLACES = "restaurant|gas station|hospital|pharmacy|bank|supermarket|airport|train station|coffee shop|bar|museum|cinema|theater|library|gym|hotel|park|post office|mall|bakery|zoo|beach|school|bookstore".split("|")
LISTS = "shopping list|grocery list|to do list|list|todo list|packing list|wish list|christmas list|task list|reading list".split("|")
GROCERIES = "milk|eggs|bread|butter|apples|bananas|cheese|toilet paper|coffee|sugar|batteries|light bulbs|soap|tomatoes|chicken|rice|water|beer|a lamp|a new fan|blinds|socks".split("|")
EVENTS = "meeting|appointment|dinner|birthday party|conference|lunch|doctor's appointment|haircut|interview|wedding|anniversary|class|concert|flight|date|game|call|party|vacation|trip|presentation".split("|")
TRANSPORT = "bus|train|taxi|cab|uber|subway|flight|plane|ferry|ticket|tram".split("|")
MEALS = "breakfast|lunch|dinner|supper|a snack|dessert".split("|")
JOBS = "plumber|doctor|teacher|lawyer|actor|nurse|baker|painter|president|king|boss|neighbor|dentist|landlord|electrician|driver".split("|")
LANGUAGES = "spanish|french|german|italian|chinese|japanese|russian|arabic|portuguese|korean|latin|greek|english".split("|")
CURRENCIES = "dollar|euro|pound|yen|peso|rupee|franc|yuan|dollars|euros|pounds".split("|")
FEELINGS = "tired|happy|sad|bored|hungry|sick|angry|lonely|excited|nervous|sleepy|cold|hot|stressed|confused|busy|late|lost".split("|")
