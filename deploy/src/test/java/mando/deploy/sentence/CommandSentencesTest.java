package mando.deploy.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mando.inference.intent.Catalogue;
import org.junit.jupiter.api.Test;

class CommandSentencesTest {

    private static Catalogue.Device device(String name, String type, Catalogue.ApplianceAction... actions) {
        return new Catalogue.Device(name, List.of(), type, Optional.of("kitchen"), Set.of(), Set.of(),
                List.of(actions));
    }

    private static final Catalogue HOME = new Catalogue(
            List.of(new Catalogue.Area("kitchen", List.of("galley"), Optional.of("downstairs"))),
            List.of(device("aquarium lamp", "light"),
                    device("roaster", "appliance", new Catalogue.ApplianceAction("roast",
                            List.of(new Catalogue.Slot("bean", List.of("arabica"), true),
                                    new Catalogue.Slot("extra", List.of("some sugar"), false))))));

    @Test
    void everyNameAndValueIsSaidSomewhere() {
        List<String> sentences = CommandSentences.shipped().of(HOME);
        assertThat(sentences).anyMatch(s -> s.startsWith("turn") && s.contains("aquarium lamp"));
        assertThat(sentences).anyMatch(s -> s.contains("arabica with some sugar"));
        assertThat(sentences).anyMatch(s -> s.contains("galley"));
        assertThat(sentences).anyMatch(s -> s.contains("an arabica"));
        assertThat(sentences).doesNotHaveDuplicates().noneMatch(s -> s.contains("{") || s.contains("  "))
                .noneMatch(s -> s.contains("the the"));
    }

    @Test
    void severalCommandsAreSaidAtOnceAndLater() {
        List<String> sentences = CommandSentences.shipped().of(HOME);
        assertThat(sentences).anyMatch(s -> s.matches(".*(light|lamp).* and .*(arabica|roast).*"));
        assertThat(sentences).anyMatch(s -> s.matches("in .* (minutes?|hours?|seconds?) .*(light|lamp|arabica).*"));
    }

    @Test
    void theSameHomeGivesTheSameSentences() {
        assertThat(CommandSentences.shipped().of(HOME)).isEqualTo(CommandSentences.shipped().of(HOME));
    }

    @Test
    void everyTypesTemplatesCanBeFilled() {
        for (String type : List.of("light", "switch", "fan", "cover", "lock", "climate", "media", "vacuum", "mower",
                "valve",
                "scene", "sensor", "drone")) {
            var home = new Catalogue(HOME.areas(), List.of(device("big bertha", type)));
            assertThat(CommandSentences.shipped().ofDevices(home)).as(type).anyMatch(s -> s.contains("big bertha"));
        }
    }
}
