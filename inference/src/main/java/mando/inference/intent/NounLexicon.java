package mando.inference.intent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What people call things of a type: {@code models/intent-en/nouns.tsv}, a noun, its type and whether it is singular or plural on each line.
 *
 * @param nouns normalised; a noun may stand for several types
 */
record NounLexicon(List<Noun> nouns) {

    /** The type of nouns such as "everything". */
    static final String ANY = "any";

    record Noun(String text, String type, boolean plural) {}

    NounLexicon {
        nouns = List.copyOf(nouns);
    }

    static NounLexicon read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IntentModelException(file + " cannot be read: the intent model's folder is incomplete", e);
        }
        var nouns = new ArrayList<Noun>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            String[] fields = lines.get(i).split("\t", -1);
            if (fields.length != 3 || !(fields[2].equals("singular") || fields[2].equals("plural"))) {
                throw new IntentModelException(
                        file + ":" + (i + 1) + ": expected a noun, its type and singular or plural, with tabs between",
                        null);
            }
            nouns.add(new Noun(TextNormaliser.normalise(fields[0]), fields[1], fields[2].equals("plural")));
        }
        return new NounLexicon(nouns);
    }
}
