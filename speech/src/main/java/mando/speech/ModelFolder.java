package mando.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mando.speech.model.SpeechModelException;

/**
 * The files of a model folder, looked at before libvosk is: on many kinds of damage libvosk ends the whole process.
 *
 * @param frameSeconds how much sound an output frame of the network stands for
 */
record ModelFolder(double frameSeconds) {

    private static final double FEATURE_FRAME_SECONDS = 0.01;

    static ModelFolder check(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new SpeechModelException(
                    "There is no speech model " + folder + "; check speech.model in the configuration");
        }
        for (String file : List.of("am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/words.txt",
                "graph/phones/word_boundary.int")) {
            requireFile(folder, file);
        }
        return new ModelFolder(FEATURE_FRAME_SECONDS * subsampling(folder.resolve("conf/model.conf")));
    }

    private static void requireFile(Path folder, String name) {
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw new SpeechModelException(
                    "The speech model " + folder + " has no file " + name + "; put the model in place anew");
        }
    }

    private static int subsampling(Path configuration) {
        String option = "--frame-subsampling-factor=";
        try {
            Optional<String> value = Files.readAllLines(configuration).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(option))
                    .map(line -> line.substring(option.length()))
                    .reduce((first, last) -> last);
            return value.map(Integer::parseInt).orElse(1);
        } catch (IOException | NumberFormatException e) {
            throw new SpeechModelException(configuration + " cannot be read: " + e.getMessage(), e);
        }
    }
}
