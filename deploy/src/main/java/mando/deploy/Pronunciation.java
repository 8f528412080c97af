package mando.deploy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mando.inference.intent.Catalogue;
import mando.speech.model.Lexicon;
import mando.speech.model.SimilarNames;

/** How the names of a home are heard. */
public final class Pronunciation {

    private final Lexicon lexicon;

    Pronunciation(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    /**
     * The phones of a name as a person can read them: words by commas, ways to say a word by "or"; a word that is not in the dictionary is marked,
     * because its pronunciation was guessed from its letters.
     */
    public String describe(String name) {
        return words(name).stream().map(this::describeWord)
                .collect(Collectors.joining(", "));
    }

    /** The words of a name, as they are said. */
    public List<String> words(String name) {
        return List.of(Hearing.spoken(name).split(" "));
    }

    /**
     * The words of a name whose pronunciation was guessed from their letters.
     *
     * @throws mando.speech.model.SpeechModelException where one cannot be pronounced at all
     */
    public List<String> guessed(String name) {
        return words(name).stream().filter(word -> !lexicon.pronunciations(word).isEmpty() && !lexicon.contains(word))
                .toList();
    }

    private String describeWord(String word) {
        String ways = lexicon.pronunciations(word).stream().map(phones -> String.join(" ", phones))
                .collect(Collectors.joining(" or "));
        return lexicon.contains(word) ? ways : ways + " (guessed)";
    }

    /** Devices, each with its own kind of names, that sound alike: two names of the same device may. */
    public List<SimilarNames.Pair> similar(Catalogue catalogue) {
        Set<String> names = new LinkedHashSet<>();
        catalogue.devices().forEach(device -> names.add(Hearing.spoken(device.name())));
        return new SimilarNames(lexicon).among(List.copyOf(names));
    }
}
