package mando.inference.intent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What people call things of a type: {@code models/intent-en/nouns.tsv}, a noun, its type, whether it is singular or plural and, where it does not mean every thing of
 * that type, which ones, on each line.
 *
 * @param nouns normalised; a noun may stand for several types
 */
record NounLexicon(List<Noun> nouns) {

    /** The type of nouns such as "everything". */
    static final String ANY = "any";

    /**
     * A noun.
     *
     * @param subtypes paths from the general to the particular, as {@code door/garage}; of several the first that something is. Empty where it means any of its type
     */
    record Noun(String text, String type, boolean plural, List<String> subtypes) {

        Noun {
            subtypes = List.copyOf(subtypes);
        }
    }

    NounLexicon {
        nouns = List.copyOf(nouns);
    }

    /** What a device's names say that it is; empty where they tell nothing, as "big bertha". */
    Set<String> subtypes(Catalogue.Device device) {
        return device.spokenNames().stream().flatMap(name -> lastNoun(name, device.type()).stream())
                .flatMap(noun -> noun.subtypes().stream().limit(1)).collect(Collectors.toSet());
    }

    /** Of the nouns in a name the last, and of those that end there the longest. */
    private Optional<Noun> lastNoun(String name, String type) {
        String words = " " + name + " ";
        return nouns.stream().filter(noun -> noun.type().equals(type) && words.contains(" " + noun.text() + " "))
                .max(Comparator.comparingInt(
                        (Noun noun) -> words.lastIndexOf(" " + noun.text() + " ") + noun.text().length())
                        .thenComparingInt(noun -> noun.text().length()));
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
            if (fields.length < 3 || fields.length > 4 || fields[fields.length - 1].isBlank()
                    || !(fields[2].equals("singular") || fields[2].equals("plural"))) {
                throw new IntentModelException(
                        file + ":" + (i + 1)
                                + ": expected a noun, its type, singular or plural, and perhaps subtypes, with tabs between",
                        null);
            }
            nouns.add(new Noun(TextNormaliser.normalise(fields[0]), fields[1], fields[2].equals("plural"),
                    fields.length == 3 ? List.of() : List.of(fields[3].split(" "))));
        }
        return new NounLexicon(nouns);
    }
}
