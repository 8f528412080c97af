package mando.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import mando.deploy.sentence.CommandSentences;
import mando.inference.intent.Catalogue;
import mando.speech.SpeechModel;
import mando.speech.model.Lexicon;
import mando.speech.model.ModelLayout;
import mando.speech.model.RecognitionModel;
import mando.speech.model.SpeechModelException;
import mando.speech.model.WeightedSentence;
import org.tinylog.Logger;

/** Opens the speech model that knows a home's words: the shipped one, the converted one or the owner's, with graphs made for the home. */
public final class Hearing {

    /** What {@code speech.model} says for the model of our own. */
    public static final String OWN = "own";
    /** What it says for the converted one. */
    public static final String SPHINX = "sphinx-en-us";

    /** How much of the n-gram is commands; the rest is talk, so that it can be heard as what it is. */
    private static final double COMMAND_SHARE = 0.8;
    /** The owner's own phrases are few and meant as they stand: each counts as so many of the sentences that are drawn. */
    private static final double PHRASE_WEIGHT = 10;

    private final Installation installation;

    public Hearing(Installation installation) {
        this.installation = installation;
    }

    /**
     * Builds or finds the graphs of a home and loads the model.
     *
     * @param choice {@value #OWN}, {@value #SPHINX} or a folder
     * @throws SpeechModelException where the model is missing or damaged, or a name cannot be pronounced
     */
    public SpeechModel open(String choice, RecognitionModel.Mode mode, Catalogue catalogue) {
        Path base = base(choice);
        pronunciation().similar(catalogue).forEach(pair -> Logger.warn(
                "\"{}\" and \"{}\" sound alike and will be taken for each other: rename one or give it an alias",
                pair.first(), pair.second()));
        var recognition = new RecognitionModel(base, installation.cache().resolve("recognition"));
        return new SpeechModel(recognition.build(language(catalogue), mode));
    }

    /**
     * Looks at a model without loading it.
     *
     * @param choice as for {@link #open}
     * @throws SpeechModelException where there is none, or it is no speech model
     */
    public Findings inspect(String choice, Catalogue catalogue) {
        Path base = base(choice);
        ModelLayout layout = ModelLayout.of(base);
        return new Findings(base, layout, layout.missing().isEmpty()
                ? new RecognitionModel(base, installation.cache()).unknownWords(language(catalogue))
                : Set.of());
    }

    /**
     * What a model is.
     *
     * @param unknownWords words of the home's commands that it cannot hear, in order; empty where files are missing
     */
    public record Findings(Path folder, ModelLayout layout, Set<String> unknownWords) {}

    /** How a name is pronounced, and which names of a home sound alike, by the dictionary of the own model. */
    public Pronunciation pronunciation() {
        return new Pronunciation(Lexicon.read(installation.speechModel().resolve("lexicon.dict")));
    }

    private Path base(String choice) {
        return switch (choice) {
            case OWN -> installation.speechModel();
            case SPHINX -> {
                if (!Files.isDirectory(installation.sphinxModel())) {
                    throw new SpeechModelException(
                            "the model sphinx-en-us is not there yet: apt install pocketsphinx-en-us, "
                                    + "then mando model build sphinx-en-us");
                }
                yield installation.sphinxModel();
            }
            default -> Path.of(choice);
        };
    }

    private RecognitionModel.Language language(Catalogue catalogue) {
        List<String> commands = CommandSentences.shipped().of(catalogue);
        List<String> background = lines("background.txt");
        double weight = background.isEmpty()
                ? 1
                : (1 - COMMAND_SHARE) / COMMAND_SHARE * commands.size() / background.size();
        return new RecognitionModel.Language(
                Stream.concat(commands.stream().map(text -> new WeightedSentence(spoken(text), 1)),
                        catalogue.phrases().keySet().stream().sorted()
                                .map(text -> new WeightedSentence(spoken(text), PHRASE_WEIGHT)))
                        .toList(),
                background.stream().map(text -> new WeightedSentence(text, weight)).toList(),
                lines("common-words.txt"));
    }

    /** Names as they are written hold marks that nobody says. */
    static String spoken(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[-_/,.]", " ").replaceAll("\\s+", " ").strip();
    }

    private List<String> lines(String name) {
        Path file = installation.speechModel().resolve(name);
        try {
            return Files.readAllLines(file).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
        } catch (IOException e) {
            throw new SpeechModelException(file + " cannot be read: the speech model's folder is incomplete", e);
        }
    }
}
