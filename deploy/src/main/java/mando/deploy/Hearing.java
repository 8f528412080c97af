package mando.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Path, RecognitionModel> models = new ConcurrentHashMap<>();

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
        RecognitionModel recognition = recognition(choice);
        pronunciation().similar(catalogue).forEach(pair -> Logger.warn(
                "\"{}\" and \"{}\" sound alike and will be taken for each other: rename one or give it an alias",
                pair.first(), pair.second()));
        return new SpeechModel(recognition.build(language(catalogue), mode));
    }

    /**
     * The model that a choice means, before anything is built or loaded.
     *
     * @param choice {@value #OWN}, {@value #SPHINX} or a folder
     * @throws SpeechModelException where the converted model has not been built yet
     */
    public RecognitionModel recognition(String choice) {
        return models.computeIfAbsent(folder(choice),
                folder -> new RecognitionModel(folder, installation.cache().resolve("recognition")));
    }

    /** How a name is pronounced, and which names of a home sound alike, by the dictionary of the own model. */
    public Pronunciation pronunciation() {
        return new Pronunciation(Lexicon.read(installation.speechModel().resolve("lexicon.dict")));
    }

    /**
     * Where the model is that a choice means.
     *
     * @param choice {@value #OWN}, {@value #SPHINX} or a folder
     * @throws SpeechModelException where the converted model has not been built yet
     */
    public Path folder(String choice) {
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
