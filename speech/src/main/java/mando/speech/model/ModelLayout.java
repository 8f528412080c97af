package mando.speech.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a speech model's folder holds: of which kind it is, on which depends whether it can be told of a home's own names, and what it lacks.
 *
 * @param kind what its graphs allow
 * @param missing files that it needs and has not, relative to the folder; empty where it is complete
 */
public record ModelLayout(Kind kind, List<String> missing) {

    /** What a model's graphs allow. */
    public enum Kind {
        /** A dictionary and no graph: all graphs are made for the home, and any word can be learnt. */
        LEXICON("a model with a dictionary (lexicon.dict): its graphs are made for your home, and it learns any name.",
                "phones.txt", "lexicon.dict"),
        /** A graph of sounds and words, composed with a grammar while it listens. */
        DYNAMIC("a model with a dynamic graph (graph/HCLr.fst and graph/Gr.fst): the grammar Gr.fst is made anew of your "
                + "home's sentences, but HCLr.fst fixes the words. A name with a word that it does not know cannot be heard.",
                "graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int"),
        /** One graph for all it can hear, made where the model was. */
        STATIC("a model with a static graph (graph/HCLG.fst): words and sentences were fixed when it was made, and nothing "
                + "of your home is put in. It hears general speech; names that it was not made for are heard as other words.",
                "graph/HCLG.fst", "graph/words.txt");

        private final String description;
        private final List<String> files;

        Kind(String description, String... files) {
            this.description = description;
            this.files = List.of(files);
        }

        /** What it is, and what that means for the owner's names: sentences that follow "it is". */
        public String description() {
            return description;
        }
    }

    private static final List<String> ALWAYS = List.of("am/final.mdl", "conf/mfcc.conf", "conf/model.conf",
            "graph/phones/word_boundary.int");

    public ModelLayout {
        missing = List.copyOf(missing);
    }

    /**
     * Looks at a folder; reads no file.
     *
     * @throws SpeechModelException where there is no folder, or it is no speech model
     */
    public static ModelLayout of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SpeechModelException(
                    "There is no speech model at " + folder + ": give the path of a Vosk model's folder");
        }
        Kind kind = kind(folder);
        Stream<String> converted = Files.exists(folder.resolve(SphinxConverter.TRIPHONES))
                ? Stream.of(RecognitionModel.PHONE_MODEL + "/am/final.mdl")
                : Stream.of();
        return new ModelLayout(kind, Stream.of(ALWAYS.stream(), kind.files.stream(), converted)
                .flatMap(files -> files).filter(file -> !Files.isReadable(folder.resolve(file))).toList());
    }

    /** libvosk takes the static graph where it finds both. */
    private static Kind kind(Path folder) {
        if (Files.exists(folder.resolve("lexicon.dict"))) {
            return Kind.LEXICON;
        }
        if (Files.exists(folder.resolve("graph/HCLG.fst"))) {
            return Kind.STATIC;
        }
        if (Files.exists(folder.resolve("graph/HCLr.fst")) || Files.exists(folder.resolve("graph/Gr.fst"))) {
            return Kind.DYNAMIC;
        }
        String hint = Files.exists(folder.resolve("final.mdl"))
                ? "it has the layout of Vosk's first models, without am/ and graph/: take a newer one"
                : "it has neither graph/HCLG.fst (a static graph) nor graph/HCLr.fst and graph/Gr.fst (a dynamic one) "
                        + "nor lexicon.dict: give the folder in which am/, conf/ and graph/ are";
        throw new SpeechModelException(folder + " is no speech model that can be used: " + hint);
    }
}
