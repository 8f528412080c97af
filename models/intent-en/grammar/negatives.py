"""Sentences after which nothing may happen, most of them near to a command in some way."""
from grammar import appliance, drone, sentences
from grammar.amounts import clock_time, duration, percent
from grammar.context import Context, target
from grammar.phrasings import BANK
from grammar.templates import Templates, tidy
from homes import Device, Home
from vocabulary import appliances, chatter, devices as vocabulary, words

_GENERAL = {
    "weather": Templates("(what's|what is|how's|how is) the weather [like] {day}", "(what's|what is) the (weather|forecast|weather forecast) (in|for) {city} [{day}]", "will it (rain|snow|be {weather}) {day}", "is it [going to be] {weather} {day}", "is it {weather} in {city}",
                         "do i need (an umbrella|a jacket|sunscreen|a coat|boots) {day}", "how {weather} (is it|will it be) in {city} {day}", "what's the temperature in {city}", "how many degrees is it in {city} {day}", "tell me the weather", "give me the (forecast|weather) for {day}",
                         "what's the chance of (rain|snow) {day}", "weather {day}", "should i (wear|take|bring) (a jacket|an umbrella|boots|a hat) {day}", "when will it (stop raining|rain|get warmer|snow)", "what is the (temperature|high|low) {day}", "~is there a storm on its way to {city}", "how (hot|cold|warm) is it outside", "is the sun out {day}", "(sunrise|sunset) time {day}"),
    "news": Templates("(what's|what is) (new|in the news|the latest news|happening) [in {city}|about {topic}]", "(read|tell|give) me the [latest] (news|headlines) [about {topic}|from {city}]", "(any|latest|show me|find) news (on|about) {topic}", "what happened (in|to) {topic} {day}", "(turn on|put on|play|start) the news", "let me know when there is news about {topic}", "~catch me up on {topic}", "open (the news|the news app|{company})"),
    "calendar": Templates("(what's|what is) on my (calendar|schedule|agenda) [{day}]", "(set|add|create|make|schedule|put) [a|an] {event} {day} [with {person}]", "(set|add|put) [a|an] {event} (on|to|in) my calendar {day}", "(delete|remove|cancel|clear) (my|the|all) {event} {day}", "(remind|alert|notify) me (of|about|to go to) (my|the) {event} {day}", "remind me to (call {person}|buy {grocery}|{verb} the {noun}|go to the {place}|pay the bills) [{day}]",
                          "set a reminder (for|to|about) {event} {day}", "do i have (any|a|an) {event} {day}", "when is (my|the) [next] {event}", "what time is my {event}", "am i free {day}", "(cancel|delete|remove) (all|the next|my next) (events|event|reminders|meetings) [{day}]", "move my {event} to {day}", "invite {person} to the {event}", "~put me down for a {event} {day}", "what do i have {day}", "how many {event}s (do i have|are there) {day}", "repeat this {event} every (week|month|day|year)", "mark {day} as (busy|free|{event})", "who is coming to the {event}", "set up a {event} with {person} {day}", "(close|open|check|clear) my (calendar|schedule|reminders)"),
    "alarm": Templates("set an alarm (for|at) {time}", "(wake me up|wake me) at {time}", "(cancel|delete|turn off|remove|stop|disable) (my|the|all) (alarm|alarms) [at {time}|for {day}]", "(what|which) alarms (do i have|are set|have i set)", "(show|tell|list) me my alarms", "is (my|the) alarm (on|set) [for {time}]", "change my alarm to {time}", "~have an alarm ring at {time}", "snooze", "when is my (next|first) alarm", "alarm for {time} {day}"),
    "email": Templates("(send|write|compose) (an email|a mail|a message|a text) to {person} [saying {statement}|about {topic}|that i am {feeling}]", "(do i have|are there|check for|any) [any] new (emails|mails|messages|mail)", "(read|check|open|show) my (emails|inbox|messages|mail|email)", "(reply|answer) to {person} [that {statement}]", "(did|has) {person} (write|email|text|emailed|sent) me [anything]", "email {person} {statement}", "(call|text|dial|phone) {person}", "what is {person}'s (number|email|address|birthday)", "add {person} to my contacts", "(start|open|create|begin) a new email", "~drop {person} a line that {statement}", "(delete|mark|move) (all|the) (emails|messages) from {person}", "what's the subject of the (last|latest) email", "tell {person} (that|i said) {statement}"),
    "music": Templates("play {music}", "play (the song|some|me some|something by|songs by) {music}", "(i want|i'd like) to (hear|listen to) {music}", "play {music} (by|from|on) (spotify|youtube|{person}|shuffle|repeat|the radio)", "(what|which) song is (this|playing|on)", "who (sings|sang|wrote) this song", "(i like|i love|i hate|save|remember) this song", "what is the name of (this|the current) (song|track|artist|album)", "(shuffle|repeat) {music}", "(put|turn) on {music}", "~spin {music}", "add this song to my playlist", "play the (podcast|audiobook|radio show|episode) about {topic}", "play the next episode of {topic}", "(tune|switch) to {n} fm", "play radio station {n}", "(resume|start|continue|open) my (audiobook|audio book|podcast|book)", "(find|download|start|play) the podcast (about|on|by) {topic}", "what music do i like", "can you recommend (a|some) (song|music|album)", "open {music}", "(play|start|open) (chess|a game|tetris|the game|cards|solitaire|sudoku|a quiz|hangman) [with me]", "stop (liking|recommending) {music}"),
    "cooking": Templates("how (do|can|should) i (make|cook|bake|boil|grill|prepare) {food}", "(how long|what temperature) (do i|should i|to) (cook|bake|boil|grill) {food}", "(give|find|show|tell|get) me a recipe for {food}", "what (can|should) i (cook|make) (for {meal}|with {food}|{day})", "how many calories (are|are there) in {food}", "is {food} (healthy|good for me|vegan|spicy|safe to eat)", "what goes well with {food}", "what are the ingredients (in|for|of) {food}", "how much {food} should i cook for 4 people", "can i (substitute|replace|use) {food} (for|with) {food}", "~teach me how {food} is made", "what should i have for {meal}", "how do you make {food}", "what temperature should {food} be", "how hot (must|should) the oven be for {food}", "how long does {food} last in the fridge", "(best|easy|quick) {food} recipe"),
    "takeaway": Templates("order [me|some|a] {food} from (the {place}|{company}|{city})", "(does|do) (the {place}|{company}) (deliver|do takeaway|take out)", "i want to order (dinner|takeout|takeaway|food)", "is my {food} order (ready|here|on its way)", "(when|how long until) will my {food} (order|delivery) arrive", "(find|book|reserve) (a table|me a table) at the {place} [{day}]", "get {food} delivered", "~have {company} bring {food}", "what {place}s are (near|close to) me", "order a {transport}", "(buy|order) {grocery} (online|from {company}|on amazon)"),
    "transport": Templates("(book|get|buy|find|order|reserve) [me] a {transport} (to {city}|{day}|for me|ticket to {city})", "when (does|is|will) the [next] {transport} (leave|arrive|come) [to {city}]", "how (do i get|far is it|long does it take) to (the {place}|{city})", "(what's|how is|check) the traffic (like|in {city}|on the way to work|to the {place})", "(directions|navigate|take me|drive me) to (the {place}|{city})", "call [me] a {transport}", "how much is a {transport} to {city}", "what time does the {transport} (leave|arrive|open)", "~which {transport} goes to {city}", "is my flight (on time|delayed)", "what gate is my flight", "where did i park my car", "is there (a traffic jam|construction) on the way to {city}"),
    "facts": Templates("(who|what) (is|was) {person}", "(what|where) is [the capital of] {city}", "how (old|tall|rich) is {person}", "(what|who) (invented|discovered) the {noun}", "what (is|does) {noun} mean", "(define|spell|explain|describe) {noun}", "(what's|what is) the (definition|meaning) of {adjective}", "what is (a|an) {noun}", "how many {noun}s are there in {city}", "what is {n} (plus|times|minus|divided by) {n}", "how (far|big|deep|heavy) is the (moon|sun|ocean|{noun})", "(who|when) (won|was|is) the (world cup|super bowl|election|{event})", "when (did|was) {person} (born|die|get married)", "what (language|currency) (do they speak|do they use) in {city}", "how do you say {noun} in {language}", "translate {noun} (to|into) {language}", "what is the {adjective}est {noun} in the world", "convert {n} {currency} to {currency}", "what's the exchange rate of the {currency}", "how much is {n} (ounces|miles|pounds|inches) in (grams|kilometers|kilos|centimeters)", "what's the (stock price|price|share price) of {company}", "how is {company} stock doing", "tell me (about|something about|a fact about|more about) {topic}", "~give me trivia on {topic}", "why is the (sky|grass|ocean|{noun}) (blue|green|{adjective})", "how does (a|the) {noun} work", "what does the {noun} do", "how many (days|weeks) until {day}", "what time is it in {city}", "what's the time difference between {city} and {city}", "is it true that {statement}", "can you (define|explain|describe) {noun}", "what's the square root of {n}", "what is the population of {city}", "look up {noun} [on google]", "search [for|the web for|google for] {noun}"),
    "chat": Templates("(how are you|how are you doing|what's up|good morning|good night|good evening|hello|hi there|bye|goodbye|see you later|thank you|thanks a lot|thanks|you're welcome|nice to meet you|well done|great job|good job|sorry|excuse me|never mind|forget it|nothing|no thanks|that's all|stop it|shut up|be quiet|are you there|who are you)", "what (is your name|can you do|are you|do you like|is your favorite {noun})", "(tell me|know|say) (a joke|another joke|a story|something funny|something)", "(are you|do you feel) (a robot|human|real|alive|{feeling})", "do you (like|love|know|hate|have) {noun}", "i (am|feel|was) [so|very|really|a bit] {feeling} [today|tonight]", "(sing|read) me (a song|a poem|a story)", "who (made|built|created) you", "(where|how old) are you [from]", "(can you|do you) speak {language}", "i (love|hate|like|miss) (you|{noun}|{food}|{person})", "what should i (do|wear|read|watch) {day}", "(you are|you're) (funny|great|stupid|smart|{adjective}|wrong)", "(yes|no|maybe|okay|sure|right|exactly|of course|i see|i think so|i guess|oh my god|wow|really|come on|hang on|wait a minute|hold on a second|let me think)", "what is the meaning of life", "do you believe in {noun}", "~how come you are so {adjective}", "i (don't know|have no idea|changed my mind|can't hear you|don't understand)", "what did you (say|do)", "can you (repeat that|say that again|speak up|talk slower|hear me)", "change your (name|voice|accent|language) [to {person}|to {language}]", "call me {person}", "talk (faster|slower|louder|in {language})", "flip a coin", "roll a dice", "pick a number between 1 and {n}", "(open|start) the pod bay doors", "how was your day"),
    "lists": Templates("(add|put) {grocery} (to|on) (my|the) {list}", "(what's|what is) on my {list}", "(remove|delete|take) {grocery} (from|off) (my|the) {list}", "(create|make|start|open|clear|delete|read|show) (a|a new|my|the) {list}", "is {grocery} on my {list}", "do i need {grocery}", "how many (items|things) are on my {list}", "~jot {grocery} on the {list}", "do i have (any|a) {list}s"),
    "money": Templates("(what's|what is|check) my (balance|bank balance|credit score|credit limit|account balance)", "(pay|when is|when do i pay) my (bill|rent|credit card bill|phone bill|electric bill|water bill|gas bill)", "(transfer|send) {n} dollars (to {person}|from savings to checking)", "how much (did i spend|do i owe|money do i have) [on {food}|on {grocery}|{day}]", "(freeze|cancel|activate|report|replace|block|unlock|lock) my (card|credit card|bank account|account|debit card)", "what's the interest rate at {company}", "i need (a new card|new checks|my pin|a loan)", "(where is|track|what's the status of) my (package|order|refund|paycheck)", "how do i (build credit|save money|invest|do my taxes|change my pin|apply for a visa)", "what is the (apr|minimum payment|routing number) on my card", "how much (vacation|pto|time off) do i have [left]", "~move {n} {currency} to {person}", "my card (was declined|is broken|got stolen)", "how much will it cost to (fix|buy|rent) (a|the) {noun}", "what are the (fees|taxes|benefits) of {company}", "has my direct deposit (cleared|arrived)", "open (a|a new) (bank account|savings account|credit card)", "close my (bank account|account|credit card) (at|with) {company}"),
    "car": Templates("how (much gas|many miles) (do i have|is left|is in the car) [left|in the tank]", "(when|do i) need an oil change", "what's (my|the) tire pressure", "(jump start|start|change the oil of|clean|wash|warm up) (my|the) car", "how do i (jump start|change) (a|my) (car|tire|battery|oil)", "is my (car|engine|battery) (fine|locked|ok)", "what's (the mileage|the mpg|the gas mileage) of (my|this) car", "~book my car in for service", "why is the check engine light on", "(roll up|roll down|open|close) the car window"),
    "phone": Templates("(find|where is|locate|ring) my (phone|keys|wallet|glasses|remote)", "(turn|switch) (on|off) (bluetooth|do not disturb|airplane mode|wifi on my phone|whisper mode|my phone|the internet)", "(take|make) a (photo|selfie|screenshot|note|memo|phone call|video)", "(open|start|close|launch|install|update) (whatsapp|instagram|facebook|the browser|the camera app|my email|spotify|youtube|the app)", "(post|tweet|share) {statement} (on|to) (facebook|twitter|instagram)", "read my (tweets|notifications|texts)", "is my phone (charged|charging|locked)", "set my (ringtone|wallpaper|background|password|language) to {noun}", "restart my phone", "sync my (phone|device)", "reset (to factory settings|my password|my settings)"),
    "work": Templates("how do i (fix|clean|build|paint|tie|remove|repair) (a|an|my|the) {noun}", "what (is|are) the (rules|benefits|opening hours|side effects|symptoms) of {topic}", "(recommend|suggest|find) (a|me a|a good) (movie|book|restaurant|doctor|{place}) [near me|in {city}|for {day}]", "what (movies|shows|events|concerts) are (on|playing|happening) [{day}|in {city}|near me]", "(is|are) the {place} (open|closed) [{day}]", "what time does the {place} (close|open)", "how much (does|is) (a|the) {noun} (cost|worth)", "where (can|do) i (buy|find|get) {grocery}", "(should|can) i (buy|sell|eat|drink) {grocery}", "who is (the|my) {job} [of {company}]", "when is the next (holiday|full moon|solar eclipse|election)", "how long (does it take to|should i) (learn|charge|grow) {language}", "what are the reviews of the {place}", "~any decent {place} near {city}", "what did {person} (say|post|do) {day}", "i need (help|advice|a doctor|a {job}|an idea|to sleep|to go|more time|new shoes)", "i want (to go to {city}|to know about {topic}|a dog|a raise|to travel {day}|you to be quiet)", "can you (help me with my taxes|find me a {job}|write an essay|do my homework|pick up {person}|teach me {language})"),
}
_QUESTION = Templates("""
    (what|which) {noun} (is|was|are) (the best|good|better|closest|most {adjective}|in {city}|for me|needed)
    (what|how|why|when|where) (do|does|did|can|should|would|could|will) (i|you|we|they|he|she|{person}|people|the {job}|it) {common} [the|my|a|your] {object}
    (how many|how much) {object} (do|does|did|can|should) (i|you|we|{person}|people) {common} [{day}|in {city}|a day|a week]
    (can|could|will|would|do|did|should|may|must) (i|you|we|they|{person}) {common} [the|my|a|your|some] {object} [please|{day}|for me|in {city}]
    (tell|show|give|send|read|find|get|bring|help) me [the|my|a|some|with my] {object} [please|{day}|about {topic}]
    (i|we) (need|want|would like|have|was told|am trying|was wondering how|don't want|forgot|plan|can't) to {common} [the|my|a|some] {object} [{day}|in {city}|please]
    (i|we|they|he|she|{person}) {common} [the|my|a|some] {object} (and|but|because|so|when) (i|we|they|he|she|{person}) {common} {object}
    (is|are|was|were) (my|the|your|his|her|their|this|that|these) {object} (ready|{adjective}|okay|over|there|here|mine|right|wrong|late|{feeling})
    (is|are) there [any|a|an|some] {object} (in|near|around|at) ({city}|the {place}|here|my area)
    (my|the|his|your) {object} (is|are|was|needs|isn't) ({adjective}|late|gone|ready|in {city}|at the {place})
    (who|what) (has|have|had|is|can|made|called) (my|the|a) {object}
    (where|when|how) (is|are|was) (my|the|your) {object} [{day}]
    (please|just|now|hey|so|okay)  {common} [the|my|a|some] {object}
    {common} [the|my|a|some|me a] {object} [please|{day}|to {person}|in {city}|for {person}]
    (what's|what is) (the|my|your|his) (best|latest|next|current|average|total|minimum|highest|cheapest|favorite) {object} [in {city}|of {person}|for {day}]
    (that|this|it|he|she) (is|was|would be|sounds|looks) (a|an|the|my|very|so|too) {adjective} [{object}]
    ~(would|might) {person} {common} the {object}
    ~what about {object} and {object}
    """)
_COMMON = """find|check|see|know|get|go to|make|take|buy|sell|need|use|fix|change|update|pay|call|book|cancel|order|send|read|write|learn|say|think about|look up|help with|
watch|eat|drink|wear|visit|lose|win|keep|leave|give|ask for|talk about|work on|travel with|add|remove|delete|share|save|cook|drive|ride|rent|sign|apply for|report|
show|explain|count|compare|choose|build|grow|feed|wash|paint|move|carry|hold|throw|catch|hide|return|borrow|spend|schedule|confirm|review|print out|copy|download|install|
connect|upload|charge for|test|try|calculate|measure the price of|translate|define|spell|sing|dance with|meet|invite|marry|fight|love|hate|miss|trust|believe in|remember|forget""".replace("\n", "").split("|")
_OBJECTS = """bill|bills|account|card|password|flight|hotel|reservation|ticket|tickets|appointment|meeting|schedule|shift|boss|job|salary|taxes|insurance|doctor|medicine|dentist|number|address|
name|birthday|age|phone|keys|wallet|car|tire|tires|gas|oil|engine|bike|bus|train|dog|cat|kids|wife|husband|mother|friend|friends|family|school|homework|test|grade|grades|class|book|books|
movie|movies|show|song|songs|game|games|team|score|player|news|story|joke|recipe|dinner|lunch|groceries|food|restaurant|order|package|delivery|mail|letter|email|emails|message|messages|
text|photo|photos|picture|video|videos|file|files|folder|app|website|page|link|computer program|internet|money|dollars|price|cost|sale|coupon|discount|stock|stocks|loan|mortgage|rent|house|
apartment building|neighborhood|city|country|map|directions|road|traffic|weather report|trip|vacation|passport|visa|luggage|exchange rate|time zone|holiday|party|wedding|gift|present|clothes|
shoes|shirt|size of shirt|hair|weight|diet|calories|exercise|sleep|dream|pain|health|hospital|vaccine|law|court|police|vote|president|war|history|language|word|words|meaning|question|answer|
idea|problem|plan|reason|list|note|notes|reminder|reminders|alarm|coin|dice|reservation|manager|taxi|credit limit|table for 2|beers with friends|tour|route|nap|break|calendar|event|events|podcast|radio show|album|artist|concert|church|museum|zoo|park|beach|mountain|ocean|planet|moon|sun|stars""".replace("\n", "").split("|")
_UNLISTED = Templates("""
    (turn on|turn off|switch on|switch off|open|close|start|stop|lock|unlock|play|pause|activate|deactivate|set|run|toggle|enable|cancel|clean|mute|dim|check|raise|lower|shut|launch|change) (the|my|a|your|this|that|our|) {x}
    (turn|switch) (the|my|a|your|) {x} (on|off|up|down|over|around|in)
    (can you|could you|please|i want to|you can|we need to|how about you) (turn on|turn off|open|close|start|stop|lock|set|change|run|activate|cancel) (the|my|a|your) {x} [please|for me|now]
    (set|change|turn|put) (the|my|your) {x} to ({n}|{percent}|{noun}|{adjective})
    (i need|i want|get me|give me|can i get|let's get|order|make|bring me|i'd like|i would like|create|schedule|i'd like to see|can i have|buy|find) (a|the|my|some|another|) {object} [please|{day}|with {person}|for {n} people|from {company}]
    (cancel|change|increase|suggest|recommend|confirm|reserve|book|flip|roll|post|inform me on|describe) (a|the|my|some|me a|to me the) {object} [please|{day}|at {company}|for {n}|with {person}|to {n}]
    (is|are) (the|my) {x} (on|off|open|closed|locked|ready|{adjective})
    """)
_ABOUT = Templates("""
    {t} (is|was|has been) (broken|dirty|new|expensive|too bright|too loud|really nice|ugly|on all night|on|off|acting up|great|old|made in china|cheap|flickering|leaking|noisy|not working|too old|in the way|already on|already off|fine)
    i (bought|sold|like|love|hate|fixed|cleaned|broke|need|painted|installed|saw|wanted|dropped|repaired|replaced|lost) {t} [yesterday|last week|today|last year]
    (i|we|he|she|they|{person}) (turned|switched|put) (on|off) {t} [yesterday|already|last night|an hour ago|this morning]
    (i|we|he|she|they|{person}) (turned|switched) {t} (on|off) [yesterday|already|last night|an hour ago]
    (i|we|he|she|they|{person}) (opened|closed|locked|unlocked|dimmed|cleaned|moved|started|stopped|set) {t} [yesterday|already|last night|an hour ago]
    (why|how|when|where) (is|was) {t} [so|always|still|ever] (bright|loud|on|off|dirty|expensive|broken|open|dark|slow)
    (why|when) (did|do|does|would) (you|he|she|they|i|{person}) (turn|switch) (on|off) {t}
    who (turned|switched|left|put) {t} (on|off|open)
    who (broke|opened|closed|bought|installed|moved|touched|locked|stole) {t}
    how (do|can|should|would) (i|you|we) (turn on|turn off|use|fix|clean|install|open|close|start|set|dim|reset|charge) {t}
    how (much|expensive) (is|was|does) {t} [cost]
    (i think|maybe|i guess|i hope|i wonder if|did you know that|it seems|apparently) {t} (is|was) (on|off|broken|open|closed|great|old|locked)
    (he|she|{person}|they|the {job}) (said|told me|asked me|wants|asked) to (turn on|turn off|open|close|lock|start|dim|switch off|clean) {t}
    {person} (said|told me|says|wrote) (turn on|turn off|open|close|start|stop|dim) {t}
    (i|we) (should|could|might|would|may) (turn on|turn off|open|close|dim|buy|sell|fix|replace) {t} (some day|later maybe|sometime|one day|but not now)
    (i|we) (will|am going to|was going to|used to|forgot to|have to remember to|always|never|often|had to) (turn on|turn off|open|close|lock|start|dim|switch off|clean) {t}
    (i'm|i am|she is|he is|they are) (turning on|turning off|opening|closing|fixing|cleaning|looking at|standing next to|talking about) {t}
    the (color|price|brand|sound|size|cable|manual|switch|smell|light) of {t} is (nice|ugly|too much|great|terrible|gone|funny)
    (have you seen|what do you think about|do you like|remember|look at|what about|tell me about|did you see|where did you buy|what is) {t}
    (did|have) (you|he|she|we|they|{person}) (turn on|turned on|turn off|turned off|open|opened|close|closed|lock|locked|clean|cleaned) {t} [yesterday|this morning|before you left]
    there (is|was) (a cat|a book|something|a spider|dust|a problem) (on|behind|under|near|with) {t}
    the (cat|dog|kid|baby|{job}) (sleeps|sits|plays|is|was) (on|next to|behind|under|near) {t}
    {t} (and|or) {t2} (are|were) (nice|broken|expensive|old|on the list|the same)
    which is better {t} or {t2}
    (my|our|their|the neighbor's) {noun} is (like|next to|better than|behind|brighter than) {t}
    (we|i) need (a new|another|to buy a new|to replace the) (lamp|light bulb|fan|thermostat|tv|vacuum|lock|heater)
    it is (cold|dark|hot|warm|nice|late|loud|quiet|bright) in (the {area}|there|the {noun})
    ~{t} (fell|looks|smells|was) (over|funny|weird|a present)
    ~{person} keeps talking about {t}
    ~we had {t} (fixed|painted|on) for (ages|years|a while)
    (he|she|they|{person}|my {noun}|the {job}|my mother|dad|the neighbor|someone|the manual) (said|told me|claims|thinks|reckons|wrote|texted|asked whether|heard that|mentioned|insisted|promised|complained that|remembers that|explained that) (he|she|they|someone|we|you|it|{person}) (already|had|has|just|will|should|wants to|would|could|is going to) (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused|turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    (someone|somebody|nobody|anyone|everybody|a burglar|my brother|the kids|the cat|{person}|the {job}) (just|already|almost|never|always|accidentally|also|) (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t} [yesterday|last night|this morning|again|an hour ago|while we were out]
    (i|we|you) (just|already|have already|had|finally|almost|nearly|accidentally|have|have just|once|also|must have|should have|could have|would have) (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t} [yesterday|earlier|before|by mistake|last night]
    (in the movie|in the book|on tv|in my dream|in the story|in the video|yesterday|last night|earlier|last week|in the news|back then|at work) (someone|he|she|a man|they|the hero|{person}|we) (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t}
    (thanks|thank you|good job|great|nice|sorry|well done|i appreciate you|i love you|i blame you) for (turning on|turning off|switching on|switching off|opening|closing|locking|unlocking|starting|stopping|dimming|raising|lowering|running|playing|touching|using|shutting) {t}
    (is it|would it be|isn't it|it's) (safe|legal|smart|normal|dangerous|expensive|bad|fun|hard|stupid|nice) to (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t} [at night|while i'm away|every day|all day]
    (turning on|turning off|switching on|switching off|opening|closing|locking|unlocking|starting|stopping|dimming|raising|lowering|running|playing|touching|using|shutting) {t} (is|was|would be|takes|can be|costs) (fun|dangerous|hard|easy|a bad idea|too much|annoying|money|a lot of power|forever|{adjective})
    (i|we|he|she|they) (like|likes|love|hate|enjoy|prefer|remember|mentioned|tried|considered|suggested|forgot about|am tired of|keep|kept|stopped) (turning on|turning off|switching on|switching off|opening|closing|locking|unlocking|starting|stopping|dimming|raising|lowering|running|playing|touching|using|shutting) {t}
    (does|do|did|has|would|could|will) {t} (work|need repair|use much power|come with a manual|explode|talk|last long|break often|fit in the {noun}|smell|belong to {person})
    what (brand|make|model|size|year|material|shape) is {t}
    {t} (makes|made|has|had|got|needs|lost|cost|belongs to|came with|reminds me of) (a strange noise|a scratch|new batteries|a lot of money|{person}|a new screw|my {noun}|some dust)
    (how many times|how often|how long ago|when|why|where|since when) (did|do|should|must|can|have) (i|you|we|they|he|{person}) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use|turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t}
    (it|that|this|he|she) (looks|sounds|seems) (like|as if|as though) (you|someone|they|{person}) (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t}
    (maybe|perhaps|possibly|someday|one day|later|eventually) (i|we|they|he|she) (will|could|might|should|can) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    (can you believe|did you know|guess what|you know|i heard|i read|i saw|they say) (that|) (she|he|they|{person}|someone) (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t}
    (she|he|{person}) asked (me|him|her|us|the {job}) (to|if i could|why i didn't) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    ~rumor has it that {person} (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t}
    ~(according to|as per) {person} {t} was (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused)
    """)
_NEGATED = Templates("""
    (don't|do not|never|please don't|you must not|don't you dare|you don't have to|no don't|you should not|please do not) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|touch|toggle|set|change|clean|play|mute) {t}
    (don't|do not|never|please don't) (turn|switch) {t} (on|off)
    (don't|do not) (open|close|turn on|turn off|start) {t} (yet|now|again|tonight|until i say so|when i'm gone)
    (i didn't want|nobody wants|i wouldn't want) {t} (on|off|open|closed|to be turned on|turned off)
    i don't want {t} to be (turned|switched) (on|off)
    (leave|keep) {t} (alone|as it is|the way it is|like that)
    no need to (turn on|turn off|open|close|start|lock) {t}
    (i did not|i didn't|i never) (say|ask|tell you) (turn on|to turn on|turn off|to turn off|open|to open) {t}
    (forget|never mind|forget about|cancel that about) {t}
    (under no circumstances|on no account|by no means|in no case|at no point|at no time) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    (under no circumstances|on no account|at no time|in no way) (should|must|may|can) (you|anyone|we|it|the house|anybody) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    (better not|rather not|you'd better not|i'd rather you didn't|i'd prefer you didn't|i would rather you did not|let's not|please let's not|why not|you can't|you cannot|you mustn't|you must not|you may not|you're not to|you are not to|you're not allowed to|you are not supposed to|nobody should|no one may|nobody is to|i forbid you to|try not to|be careful not to|decide not to|ask them not to|there is no reason to|there's no point to|it makes no sense to|it is too early to|it's too late to) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    (avoid|refrain from|hold off on|hold off|i'm against|i am against|i advise against|think twice before|wait before|keep from|no|stop thinking about|don't even think about|don't even try|don't bother|instead of|without|i'm not|we are not|no one is|nobody is|that's not) (turning on|turning off|switching on|switching off|opening|closing|locking|unlocking|starting|stopping|dimming|raising|lowering|running|playing|touching|using|shutting) {t}
    (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t} (no|not|never|i don't think so|just kidding|forget it|never mind|on second thought no|oh wait never mind|no don't|stop don't|cancel that|or rather don't|no leave it|i was joking|said nobody ever)
    (whatever you do|no matter what|please|hey|seriously|for god's sake|and|i said|i told you|be sure you|make sure you|remember) (don't|do not|never) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    (make sure|be sure|take care|be careful|remember|i asked you|i told you|you promised|i begged you) (not to|you do not|that you never|you never|nobody|that nobody) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    it (is not|isn't|was not) (necessary|needed|time|safe|allowed|a good idea) to (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t} [yet|now|tonight]
    (i|we|you|they) (don't|do not|didn't|won't|will not|can't|cannot|never|would never|shouldn't) (need to|want to|want you to|need you to|have to|) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t} [today|yet|now|at night|at all]
    {t} (must|should|may|can|does|will) (not|never) be (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused)
    {t} (shouldn't|mustn't|can't|won't|need not|doesn't need to) be (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused)
    (not|anything but|all but|neither) {t}
    don't (even|you|ever|just|now) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    (do|would|could|can) you not (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    (who said|nobody said|did i say|i never said|i am not saying) (anything about|to|you should) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    not (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use|turning on|turning off|switching on|switching off|opening|closing|locking|unlocking|starting|stopping|dimming|raising|lowering|running|playing|touching|using|shutting) {t}
    (keep|leave|let) {t} (be|stay as it is|untouched|in peace|just as it is)
    ~(heaven forbid|god forbid) (you|we|they) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    ~(i'd hate for you to|the last thing i want is to|it would be wrong to) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    ~(you have no permission to|you're forbidden to|it's prohibited to) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    """)
_CONDITIONAL = Templates("""
    if (you|i|we|he|she|{person}) (turn on|turn off|open|close|start|turned on|opened) {t} (i will|we will|it will|she will|i would) (be {feeling}|leave|scream|call {person}|see|sleep)
    if {t} (is|was|were) (on|off|open|broken) (i would|we could|you should|tell {person}|it would) (be {feeling}|leave|know|see)
    (when|whenever|every time|before|after|while|because|since) (i|we|he|she|they|{person}) (turn on|turn off|open|close|turned on|opened) {t} (the {noun} falls|i feel {feeling}|it smells|{person} laughs|the dog barks)
    (what if|what happens if|imagine|suppose|what would happen if) (i|you|we) (turn on|turn off|open|close|start) {t}
    (it would be|wouldn't it be|that would be) (nice|great|{adjective}) (to|if we could) (turn on|turn off|open|close) {t} (some day|from the car|at work|from the beach)
    (it|that) (is|was) (like|as if) (you|someone) (turned on|turned off|opened|closed) {t}
    ~in case (you|i) (open|close) {t} (call|warn|tell) {person}
    (if only|i wish|i wish that) (i|you|we|someone) (could|had|would) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use|turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t}
    (if|unless|in case|as long as|even if|only if|assuming) (you|i|we|he|she|it|{person}) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use|turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t} [the {noun} breaks|i will leave|it gets {adjective}|tell {person}]
    (would|could|should) (you|i|we|one) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t} (if|when|in case|before) (it rains|i was away|you were me|there was a fire|nobody is home|you had to)
    (what|how) (would|will|might|could) (happen|it cost|it look|people say) (if|when) (i|we|you) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use|turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused) {t}
    (suppose|say|let's say|imagine|picture|pretend) (you|i|we|someone) (had|would|will|) (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused|turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    (had i|should we|were we to) (turned on|turned off|switched on|switched off|opened|closed|locked|unlocked|started|stopped|dimmed|raised|lowered|muted|activated|shut|cleaned|shut off|paused|turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t} (it would be {adjective}|you would know|nobody cares)
    ~(provided that|on condition that) (you|we) (turn on|turn off|switch on|switch off|open|close|lock|unlock|start|stop|dim|brighten|raise|lower|mute|run|activate|shut|play|clean|set|change|shut down|toggle|pause|touch|move|use) {t}
    """)
_IDIOM = Templates("""
    (turn|switch) (on|off) (the charm|your brain|your heart|your mind|your imagination|the waterworks|the tap of money|your phone|the car|the engine)
    (turn|flip) the (page|pancake|steak|key|corner|coin|table|tables) [over]
    (open|close) (the book|your eyes|your mouth|the box|a bank account|the discussion|the deal|your heart|the bottle|the letter|the file|the meeting|the jar|an account)
    (set|put) (the table|your mind at ease|an example|the record straight|the book down|a goal|the plates on the table|your shoes on|the kettle down|a price|your coat on)
    (turn|go|walk|drive) (left|right|around) at the (corner|light|lights|church|{place}|gate)
    (start|stop|play|pause) (the game|the meeting|the car|laughing|crying|working|the race|the discussion|talking|the engine|your homework|chess|a fight|complaining|doing that)
    (lock|unlock) (the car|my phone|the safe in the movie|your bike|the secret|the level|eyes)
    (dim|bright|dark|light|heavy) (sum|future|ages|side|idea|thoughts|as a feather|music|metal)
    (raise|lower|increase|reduce) (your voice|the price|taxes|your hand|the bar|my salary|the risk|costs|your expectations|my credit limit|your standards)
    (clean|vacuum|sweep) (your teeth|the car|your glasses|up your act|the dishes|your hands|the shoes)
    (take off|put on) (your|my) (shoes|coat|hat|glasses|jacket)
    (come|go) (home soon|back to bed|to school|away|on a diet|on holiday|to the {place})
    (land|hold) (of the free|a job|on|your horses|my hand|my beer|the door for me|the line)
    (light at the end of the tunnel|lights camera action|the light of my life|fans of the team|i am a big fan of {person}|the fan club|tv is bad for you|a fan of {topic})
    (the lock|the key|the curtain|the lamp) (of love|to success|call|post|shop)
    (turn|switch) (yourself|him|her|the conversation|the subject|the boat|the horse|the cow|the pig) (on|off|around|over)
    ~(shut|open) (the case|your diary|your wallet)
    ~(turn|put) (the horse|the pancakes|the baby) (down|over|to bed)
    """)
_TV = Templates("""
    (the|a|this) {adjective} {noun} (was|is|can|will|must|should) (never|always|not|probably) {verb} (the|a|his|her) {noun}
    {person} (and|or|with) {person2} (went|drove|walked|came|ran) to the {place} {day}
    (welcome back|good evening|ladies and gentlemen|stay tuned|breaking news|and now|in other news|coming up next|after the break) {statement}
    the {job} (said|told reporters|announced|believes|claims) that {statement}
    {statement} and {statement2}
    (you|we|they|he|she) (never|always|just|really|only) {verb} (the|my|your|that) {noun}
    (oh|well|but|so|and then|because|i mean|look|listen) {statement}
    (call now|buy one get one free|only {n} dollars|limited offer|terms apply|order now) {statement}
    score is {n} to {n2} (in the third|at halftime|with {n} minutes to go|for {city})
    (what|why|how) (on earth|the hell|exactly) (is|was|are) (the|this|that) {noun}
    (he|she|it) {verb} (at|with|for|under|over|into) the {noun} of {city}
    (no|yes) {statement}
    {person} i am your (father|mother|{job})
    ~meanwhile in {city} {statement}
    ~cut to the {noun} {statement}
    """)
_STATEMENT = Templates("(the|a|my|your|this) {noun} (is|was|looks|seems) {adjective}", "(i|we|you|they) (have|had|want|need|saw|got) (a|the|some) [{adjective}] {noun}", "{person} (likes|has|wants|bought|lost|found) (a|the) {noun}", "it's {adjective}", "the {noun} (of|in|for) {city} is {adjective}",
                       "(i|we) {verb} (a|the) {noun}", "(he|she|{person}) went to the {place}", "(i|we) had {food} for {meal}", "i am {feeling}", "there are {n} {noun}s in the {noun2}", "(we|they) (met|talked|argued) about {topic}", "my {job} is {adjective}")
_HALF = Templates("""
    (turn|switch|put) (on|off) [the|my]
    (turn|switch|set|put|change|dim|brighten|open|close|lock|start|play|make|raise|lower|toggle|activate) [the|my|all the]
    (could|can|would|will) you [please|just]
    (could|can|would) you [please] (turn|switch|set|put|open|close|dim) [the]
    (please|can you please|i want|i need|i'd like|i want you to) [turn|set|the|to]
    {t}
    {t} and [{t2}]
    (and|or|with|for|by|of|to) {t}
    in the {area}
    (in the|the|on the|of the) {area} (please|and|now)
    (to|at|by|about|maybe) {percent}
    (in|for|after) {duration}
    at {time}
    {t} (to|is|at|in|please|or|with|then|uh)
    turn {t}
    (set|change|put|adjust) {t} [to|to the]
    (turn|switch) (on|off) the {adjective}
    set the (brightness|temperature|volume|speed|color|position) [of|of the|to]
    set the (brightness|temperature|volume) of {t} [to]
    (change|adjust|set) the (color|brightness|settings|light settings) of {t} [to|please]
    (change|adjust) {t} [please]
    (on|off|up|down|open|closed|please|now|lights and|the|a|and|it|brightness|percent|degrees)
    (please|and|then|so|okay|hey|um|uh|hmm|the|to|a|an|i|you|huh|ah|eh)
    (hey|okay|hi) (computer|alexa|google|house|siri)
    {number} [{number}]
    (everything|all of them|all the|the whole|the other one|that one|this one|both)
    (dim|set|turn) (it|them|that) to
    (remind me|set a|start a|set a timer|timer) [for|to|in]
    (i want to|i would like|can i get|can i have|give me|make me|let me have|could i have) [a|the|some|an]
    ~(switch|put) (the|my|a) uh
    ~(would you|won't you) (turn|close|open)
    (i|i'd|i would|can i|could i|let me|we|it's|that's|if you|when you|so if) [please|just|uh]
    (turn|switch|put|set|open|close|make) [it|them|that|this|the|a|my] [to|in|on the|off the|up the]
    (on|off|up|down|in|to|at) the {area}
    {t} (and then|but|because|when|if|which|that|should|will|would)
    (and|then|so|but) (turn|set|open|close|switch) [the]
    (what|when|is|are|how|who|which|does|did) [is|the|are|my|a]
    (set|change|turn) (the|my) (color|brightness|temperature|volume|speed) (of|in|on) [the|my]
    """)


def _fillings(ctx):
    def pick(options):
        return lambda rng: options[int(rng.random() * len(options))]

    nouns, adjectives, verbs, people = (lists[ctx.split] for lists in (words.NOUNS, words.ADJECTIVES, words.VERBS, words.PEOPLE))
    cities = chatter.CITIES if ctx.split == "train" else chatter.CITIES + chatter.TESTED_CITIES * 4
    slots = {"noun": pick(nouns), "noun2": pick(nouns), "adjective": pick(adjectives), "verb": pick(verbs), "person": pick(people), "person2": pick(people), "city": pick(cities), "day": pick(chatter.DAYS),
             "weather": pick(chatter.WEATHER), "food": pick(chatter.FOOD), "music": pick(chatter.MUSIC), "topic": pick(chatter.TOPICS), "company": pick(chatter.COMPANIES), "place": pick(chatter.PLACES), "list": pick(chatter.LISTS),
             "grocery": pick(chatter.GROCERIES), "event": pick(chatter.EVENTS), "transport": pick(chatter.TRANSPORT), "meal": pick(chatter.MEALS), "job": pick(chatter.JOBS), "language": pick(chatter.LANGUAGES),
             "currency": pick(chatter.CURRENCIES), "feeling": pick(chatter.FEELINGS), "n": lambda rng: str(rng.randint(1, 120)), "n2": lambda rng: str(rng.randint(1, 120)), "number": lambda rng: str(rng.randint(1, 120)),
             "time": lambda rng: clock_time(ctx)[0], "duration": lambda rng: duration(ctx)[0], "percent": lambda rng: percent(ctx)[0], "area": lambda rng: ctx.area()}
    slots["common"], slots["object"] = pick(_COMMON + verbs[:60]), lambda rng: pick(_OBJECTS)(rng) if rng.random() < .75 else pick(nouns)(rng)
    slots["x"] = lambda rng: _unlisted(ctx)
    slots["statement"] = lambda rng: _STATEMENT.say(ctx, **slots)
    slots["statement2"] = slots["statement"]
    return slots


def _unlisted(ctx):
    """Something that is neither in the home nor, by its noun, a device: "open the letter"."""
    known = {w for d in ctx.home.devices for n in (d.name, *d.aliases) for w in n.split()} | vocabulary.NOUNS | {w for a in ctx.areas() for w in a.split()}
    while True:
        thing = ctx.choice([lambda: ctx.choice(_OBJECTS), lambda: ctx.choice(words.NOUNS[ctx.split]), lambda: ctx.choice(words.ADJECTIVES[ctx.split]) + " " + ctx.choice(words.NOUNS[ctx.split]),
                            lambda: ctx.choice(words.NOUNS[ctx.split]) + " " + ctx.choice(_OBJECTS), lambda: words.made_up(ctx.rng)])()
        if not known & set(thing.split()) and thing not in vocabulary.SWITCHED:
            return thing


_DEVICE_TYPES = ["light", "switch", "fan", "cover", "lock", "climate", "media", "vacuum", "sensor", "appliance", "valve", "mower", "drone"]


def _thing(ctx):
    kinds = [d.type for d in ctx.home.devices if d.type != "scene"] or ["light"]
    kind = ctx.choice(kinds) if ctx.chance(.7) else ctx.choice(_DEVICE_TYPES)
    spoken = target(ctx, kind).spoken if ctx.chance(.85) else ctx.choice(["it", "them", "the lights", "the tv", "the heating", "the music", "the door"])
    return spoken


def _random_words(ctx):
    lists = [words.NOUNS[ctx.split], words.ADJECTIVES[ctx.split], words.VERBS[ctx.split], words.PEOPLE[ctx.split]]
    known = ["on", "off", "light", "lights", "the", "to", "a", "open", "lamp", "close", "in", "of", "turn", "set", "kitchen", "<unk>", "and", "for", "is", "it", "you", "i", "percent", "5", "10", "door", "fan", "play", "stop"]
    return " ".join(ctx.choice(known) if ctx.chance(.3) else ctx.choice(ctx.choice(lists)) for _ in range(ctx.rng.randint(1, 9)))


def _mangled(ctx):
    """A command whose verb or whose target went missing: what is left must not be taken for one."""
    t = target(ctx, ctx.choice(["light", "cover", "switch", "fan"]))
    return ctx.choice([f"<unk> {t.spoken}", f"{t.spoken} <unk>", "turn on <unk>", "turn <unk> off", f"<unk> {t.spoken} <unk>", "<unk>", "<unk> <unk>", "set <unk> to <unk>", f"turn <unk> {t.spoken}", f"open <unk>", f"{t.spoken} {t.spoken}"])


def _homeless_order(ctx):
    """A flight command without a drone, an order without a machine: nobody here is meant."""
    if not ctx.home.of("drone") and ctx.chance(.4):
        return drone.drone(ctx)[0]
    if ctx.home.of("appliance"):
        return ""
    machine = Device("machine", "appliance", None)
    machine.kind, machine.name, machine.actions, machine.values = appliances.appliance(ctx.rng, ctx.split)
    text, output, _ = appliance.order(Context(ctx.rng, Home([], [machine]), ctx.split))
    return "" if "<d>" in output else text


# What could be ordered here, by people who order nothing.
_ORDERED = Templates("""
    (i|we|they|{person}) (had|ordered|drank|got|made|bought|tried|spilled|finished|took|chose) {o} [yesterday|this morning|earlier|last night|for breakfast|already|once|before|at the station|an hour ago]
    i've (had|ordered|made|got|already had) {o} [already|today|before|for lunch]
    (i|we) (always|usually|often|never|rarely|sometimes) (have|order|take|make|drink) {o} [on sundays|in the morning|at work|at my mother's]
    {person} (wants|wanted|likes|always has|asked for|would like|is having|was having|prefers|hates) {o} [too|instead]
    they (gave|made|brought|sold) me {o} [instead|by mistake]
    (he|she|{person}) said (he|she|they) (wants|wanted|would like|ordered|needs) {o}
    we used to (have|make|order|get) {o} [every day|at home]
    (did|do|would) you (have|order|make|get|like|want|try) {o} [yesterday|as well|too|last time]
    who (ordered|wants|wanted|had|made|likes|drank|asked for) {o}
    (is|was) (that|this|it) {o} [yours|or not]
    (don't|do not|please don't|never|you shouldn't|better not) (make|order|get|give|brew|start|prepare|do) [me|us] {o} [now|today|please|yet|again]
    i (don't|do not|didn't|won't) (want|need|like|feel like|take|order|have) {o} [any more|today|now|at all]
    we (don't|do not) need {o}
    no {v} (for me|today|thanks|thank you|for {person})
    i didn't (order|ask for|want|say|mean|make) {o}
    (nobody|no one) (wants|wanted|ordered|asked for|needs|said) {o}
    i (can't|cannot) (have|stand|drink|afford|recommend) {o}
    i (never|hardly ever) (said|ordered|asked for|drink|want|take) {o}
    i (would|'d) rather not have {o}
    (anything|everything|all) but {v}
    not {v} again
    (what|how much) (is|was|does|costs) {o} [cost|then|again]
    how (do|can|would|did) (you|i|we|they) (make|do|get|order) {o}
    how many (calories|people|kinds|grams) (are in|want|of|have) {v} [are there]
    (is|was|isn't) {o} (good|strong|healthy|ready|hot|nice|any good|expensive|bad for me)
    (what's|what is) (in|so special about|wrong with|the point of|the difference between) {v} [and {w}]
    (why|when|where) did (you|i|we|{person}) (make|order|get|have|want) {o}
    have you ever (tried|had|made|ordered) {o}
    how long does {o} take
    (is there|do we have|have we got|was there) any {v} (left|there|in the house|at all)
    (which|what) is (better|worse|stronger|cheaper) {v} or {w}
    (can|could|may|should) {person} (drink|eat|have|make|use) {o}
    {o} (is|was|tastes|looks|sounds|costs|seems) (nice|too strong|terrible|great|too much|very good|wonderful|awful|expensive|like a good idea|better than {w})
    the {v} (here|in that place|at the station|at work|they have|{person} makes) (is|was|used to be) (terrible|great|better|cold|too strong|the best)
    {v} is (my|his|her|{person}'s) (favourite|favorite|choice|thing|problem)
    (i|we|they|most people) (love|like|hate|adore|enjoy|miss|know) {v}
    nothing beats {o}
    (my|your|his|the) {v} (is|got|was|went) (cold|empty|gone|late|wrong|on the table|still hot)
    (this|that) {v} (is|was|smells|tastes) (good|burnt|cold|strange|fine)
    (i|we) smell {v}
    there (was|is) {v} all over the (floor|sofa|table|keyboard)
    the price of {v} (went up|is crazy|has doubled)
    we're (out of|running low on|talking about) {v}
    {person} (spilled|dropped|forgot|left) {o} on the (floor|sofa|keyboard|desk)
    with {v} it (would|could) be (better|nicer|too much)
    i was (thinking|talking|dreaming|reading) about {o}
    speaking of {v}
    if (i|we|you) (want|wanted|need|needed) {o} (i|we|you) (will|would|can|should) (say so|tell you|ask for it|order it)
    (maybe|perhaps) (i'll|we'll|i will) (have|take|order|get) {o} (later|tomorrow|some other time|one day)
    (i|we) (might|may|could) (have|order|want|make|get) {o} (later|tomorrow|some day|after work)
    (when|once|until|before|unless) (i|we|you|{person}) (want|wants|order|had|get) {o}
    in the (film|book|song|story|advert) (they|he|she|somebody) (order|orders|drinks|wants|makes) {o}
    the (recipe|menu|label|box|sign) (says|needs|calls for|asks for|has|lists) {o}
    it says {o} on the (menu|box|label|screen)
    {o} (because|which|but|so that|or)
    (i'd|i would) like {o} (but|or|if)
    can i (get|have) {o} (or|if|but)
    the (last|first|second|best|worst) time (i|we) (had|made|ordered) {o}
    (remember|remind me|write down|note) that (i|{person}) (likes|wants|had|likes) {o}
    {v} {w} {v}
    who says {v}
    (a|the) (friend|neighbour|waiter|colleague) of mine (makes|made|wants|brought) {o}
    ~{person} swears by {o}
    ~the doctor told me to stay away from {o}
    ~back then {o} cost next to nothing
    ~i regret {o}
    ~could it be that {o} makes me nervous
    ~let us not have {o}
    """)
_COMPLAINT = Templates("""
    (it's|it is|it's getting|it is getting|it feels) [so|too|very|really|pretty|a bit|rather|awfully] (dark|bright|hot|cold|warm|chilly|loud|quiet|stuffy|humid|noisy|freezing|boiling|dim|gloomy|windy|dusty|dirty) [in here|in the {area}|tonight|today|now|outside]
    (i'm|i am|we're|we are|{person} is) [so|too|very|really|a bit] (cold|hot|freezing|sweating|tired|thirsty|hungry|sleepy|bored|warm)
    (i|we) (can't|cannot|can hardly|can barely) (see|hear|sleep|breathe|read|think) [anything|a thing|in here|in the {area}]
    (the {area}|this room|this place|the house|the flat) (is|feels|looks|was) [so|too|very|really] (dark|bright|hot|cold|warm|loud|dirty|messy|stuffy|dim)
    (why is it|isn't it|wasn't it|is it just me or is it) [so|too|a bit] (dark|bright|hot|cold|warm|loud|dirty) [in here|in the {area}]
    what a (dark|bright|hot|cold|loud|lovely|nice|beautiful|wonderful|terrible|long|busy|strange|great) (room|place|day|night|evening|morning|week|time) [it is|it was|we had|that was|for a walk] [today|tonight|{day}]
    (it's|it is|it was|this is|today is|tomorrow is|that was) [such] a (lovely|nice|beautiful|wonderful|terrible|long|busy|strange|great|{adjective}) (day|night|evening|morning|week|time) [today|{day}|for a walk|to {common}]
    (what|which) (day|time|hour|date) is (pay day|the {event}|your birthday|the best|good for you|{meal}|the game)
    there is (dust|dirt|a draft|noise|no light|too much light|so much light) [everywhere|in the {area}|on the floor]
    ~(my eyes hurt|my feet are cold|my ears hurt) [in here|in the {area}]
    ~who could (read|sleep|work) in this (light|heat|cold|noise)
    """)


def _spliced(ctx, slots):
    """Two halves that do not belong together, as a recogniser hears them in talk and television: neither is a command."""
    command, output, _ = sentences.single(ctx)[1:]
    other = (_STATEMENT if ctx.chance(.6) else _QUESTION).say(ctx, **slots)
    copied = {w for part in output.split(">") for w in part.split("<")[0].split()}
    parts, others = command.split(), other.split()
    named = [i for i, w in enumerate(parts) if w in copied]
    if not named or len(others) < 3:
        return ""
    if ctx.chance(.5):
        # The verb without what it was for, then something else.
        head = parts[:named[0]]
        tail = others[-ctx.rng.randint(2, len(others) - 1):]
        return " ".join(head + tail) if head and not copied & set(tail) else ""
    # Something else, then what a command was for, without its verb.
    return " ".join(others[:ctx.rng.randint(2, len(others) - 1)] + parts[named[0]:named[-1] + 1]) if named[-1] - named[0] < 4 and named[0] > 0 else ""


_NEAR = [(_ABOUT, 24), (_NEGATED, 11), (_CONDITIONAL, 7), (_IDIOM, 8), (_HALF, 12), (_COMPLAINT, 10)]


# Sections of the banks after which nothing may happen: near to commands, and what people ask of other assistants.
_BANK_NEAR = {"talk": 14, "time_talk": 10, "quoted": 5, "past": 11, "hearsay": 9, "negated": 14, "conditional": 9, "intent": 7, "question_how": 9, "idiom": 11, "complaint": 8, "half": 12, "to_others": 8, "tv": 10, "other_things": 11, "answers": 4}
_BANK_FAR = ["weather", "news", "calendar", "mail_and_messages", "calls", "lists", "shopping", "recipes_and_food", "restaurants", "music_named", "games_and_jokes", "facts", "travel", "traffic_and_cars", "money", "work", "health", "social_media", "phone_functions",
             "about_the_assistant", "feelings_and_chat", "advice", "opinions_and_statements", "meta"]


def _from_bank(ctx, slots):
    """(kind, sentence)"""
    near = ctx.chance(.55)
    kind = ctx.rng.choices(list(_BANK_NEAR), list(_BANK_NEAR.values()))[0] if near else ctx.choice(_BANK_FAR)
    text = BANK[kind].say(ctx, t=lambda _: _thing(ctx), **slots)
    if ctx.chance(.15 if near else .25) and kind != "half":
        text = sentences.polite(ctx, text, "free")
    return kind, text


def negative(ctx):
    """(kind, transcript, "<none><end>")"""
    slots = _fillings(ctx)
    banked = ctx.split == "train" and ctx.chance(.5)
    pick = ctx.rng.random()
    if any(d.values for d in ctx.home.of("appliance")) and ctx.chance(.14):
        phrase, value, other = appliance.talked_about(ctx)
        kind, text = "ordered", _ORDERED.say(ctx, o=phrase, v=value, w=other, **slots)
    elif banked:
        kind, text = _from_bank(ctx, slots)
    elif pick < .15:
        kind, text = "question", _QUESTION.say(ctx, **slots)
    elif pick < .23:
        kind, text = "unlisted", _UNLISTED.say(ctx, **slots)
    elif pick < .5:
        kind = ctx.choice(list(_GENERAL))
        text = _GENERAL[kind].say(ctx, **slots)
        if ctx.chance(.25):
            text = sentences.polite(ctx, text, "order" if ctx.chance(.3) else "free")
    elif pick < .85:
        thing = _thing(ctx)
        templates = ctx.rng.choices([t for t, _ in _NEAR], [w for _, w in _NEAR])[0]
        kind = {id(_ABOUT): "about", id(_NEGATED): "negated", id(_CONDITIONAL): "conditional", id(_IDIOM): "idiom", id(_HALF): "half", id(_COMPLAINT): "complaint"}[id(templates)]
        text = templates.say(ctx, t=thing, t2=_thing(ctx), **slots)
        if kind != "half" and ctx.chance(.1):
            text = sentences.polite(ctx, text, "free")
    elif pick < .89:
        kind, text = "spliced", _spliced(ctx, slots)
    elif pick < .94:
        kind, text = "tv", _TV.say(ctx, **slots)
    elif pick < .955:
        kind, text = "homeless", _homeless_order(ctx)
    elif pick < .97:
        kind, text = "words", _random_words(ctx)
    else:
        kind, text = "mangled", _mangled(ctx)
    if not text or _is_command(text):
        return negative(ctx)
    return kind, tidy(text), "<none><end>"


def _is_command(text):
    """The few random outcomes that a person would take for a command after all."""
    return text.endswith((" on", " off")) and text.startswith(("lights", "the lights", "all"))
