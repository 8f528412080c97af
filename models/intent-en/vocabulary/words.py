"""Big word lists (package wonderwords) and made-up words, split so that a tenth of them is only ever seen in tests."""
import importlib.resources
import zlib

SPLITS = ("train", "test")


def _asset(name):
    text = importlib.resources.files("wonderwords").joinpath("assets", name).read_text(encoding="utf8")
    return [w.strip().lower() for w in text.splitlines() if w.strip().isalpha()]


def _split(words):
    parts = {"train": [], "test": []}
    for word in words:
        # crc32, not hash(): the same on every machine and in every run.
        parts["test" if zlib.crc32(word.encode()) % 10 == 0 else "train"].append(word)
    return parts


NOUNS = _split(_asset("nounlist.txt"))
ADJECTIVES = _split(_asset("adjectivelist.txt"))
VERBS = _split(_asset("verblist.txt"))

PEOPLE = _split("""
anna tom peter maria john lucy emma oliver sophie jack mia noah liam ava ella leo max ben sam tim kate jane mike david
sarah laura paul mark steve nina clara oscar hugo felix carla elena marco diego pablo rosa irene victor ivan olga boris
yuki kenji mei chen wei raj priya anil fatima omar layla hassan ali zoe chloe grace ruby daisy lily rose jasmine iris
bertha gertrude walter frank george henry arthur harold dennis kevin brian keith gary linda susan karen nancy betty
dorothy margaret alice martha ruth helen julia claire marie simon martin robert richard charles edward thomas james
william joseph daniel matthew anthony donald steven andrew joshua kenneth ronald timothy jason jeffrey ryan jacob
nicholas eric stephen jonathan larry justin scott brandon benjamin samuel frankie freddie jimmy molly polly sally mum
mom dad grandma grandpa granny nana baby guest uncle aunt
""".split())

_ONSETS = "b br c ch cl cr d dr f fl fr g gl gr h j k kl l m n p pl pr qu r s sh sk sl sm sn sp st str t th tr v w x y z".split()
_VOWELS = "a e i o u a e i o u ee oo ai ou ar er or ay".split()
_CODAS = [""] * 6 + "b ck d g k l ll m n nd ng nk nt p r rd rk rt s sh sk st t tt x z ks".split()


def made_up(rng):
    """A word that exists in no list: names must be copied, not recognised."""
    syllables = rng.choice((1, 2, 2, 2, 3))
    return "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + (rng.choice(_CODAS) if i == syllables - 1 or rng.random() < .3 else "")
                   for i in range(syllables))
