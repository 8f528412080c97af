"""Banks of phrasings: one file a field, sections in brackets, a template a line (see grammar/templates.py)."""
import pathlib

from grammar.templates import Templates


def _sections():
    found = {}
    for path in sorted(pathlib.Path(__file__).parent.glob("*.txt")):
        name = None
        for line in map(str.strip, path.read_text(encoding="utf8").splitlines()):
            if line.startswith("[") and line.endswith("]") and line[1:-1].replace("_", "").isalpha() and line[1:-1] == line[1:-1].lower() and " " not in line:
                name = line[1:-1]
                if name in found:
                    raise ValueError(f"{path}: section {name} stands twice")
                found[name] = []
            elif line and not line.startswith("#"):
                found[name].append(line)
    return {name: Templates("\n".join(lines)) for name, lines in found.items()}


BANK = _sections()
