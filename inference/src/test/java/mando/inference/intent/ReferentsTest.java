package mando.inference.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mando.inference.ShippedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a noun stands for: a thing that is no such thing is never meant. */
class ReferentsTest {

    private static final NounLexicon NOUNS = NounLexicon.read(ShippedModel.FOLDER.resolve("nouns.tsv"));

    private static Map<String, Referents.Referent> phrases(String type, String... names) {
        return new Referents(new Catalogue(List.of(),
                Stream.of(names).map(name -> new Catalogue.Device(name, List.of(), type, Optional.empty(), Set.of(),
                        Set.of(), List.of())).toList()),
                NOUNS).byPhrase();
    }

    @ParameterizedTest
    @CsvSource({ "cover, window blind, garage", "cover, window blind, garage door", "cover, window blind, gate",
            "cover, window blind, skylight", "cover, window blind, door", "cover, window blind, window",
            "cover, barn door, garage", "cover, barn door, blinds", "lock, back door, front door", "media, tv, radio",
            "climate, ac, heating", "climate, radiator, boiler", "light, reading lamp, floor lamp",
            "valve, lawn sprinkler, tap", "sensor, hall thermometer, smoke detector"})
    void aNounIsNotTakenForAnotherThingOfItsType(String type, String device, String noun) {
        assertThat(phrases(type, device)).doesNotContainKey(noun);
    }

    @ParameterizedTest
    @CsvSource({ "cover, window blind, blinds", "cover, window blind, curtains", "cover, garage door, door",
            "cover, garage door, garage", "cover, big bertha, garage door", "cover, blinds left, shades",
            "lock, front door, door", "lock, smart lock, front door", "climate, radiator, heating",
            "climate, radiator, heater", "light, hall lamp, ceiling light", "light, reading lamp, lamp",
            "media, tv, music"})
    void aNounOfTheSameThingOrOfAllOfItsTypeIs(String type, String device, String noun) {
        assertThat(phrases(type, device).get(noun).devices()).extracting(Catalogue.Device::name)
                .containsExactly(device);
    }

    @Test
    void whatIsCalledThatComesBeforeWhatIsLikeIt() {
        Map<String, Referents.Referent> phrases = phrases("cover", "hall shutter", "study curtain", "big bertha");
        assertThat(phrases.get("shutters").devices()).extracting(Catalogue.Device::name)
                .containsExactly("hall shutter", "big bertha");
        assertThat(phrases.get("blinds").devices()).hasSize(3);
    }
}
