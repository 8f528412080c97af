package mando.inference.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mando.inference.ShippedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtteranceTest {

    private static final IntentVocabulary VOCABULARY = new IntentVocabulary(ShippedModel.tokenizer());
    private static final Set<String> PHRASES = Set.of("lamp", "kitchen light", "light");

    private static Utterance said(String transcript) {
        return new Utterance(transcript, Optional.empty(), VOCABULARY);
    }

    @ParameterizedTest
    @ValueSource(strings = { "turn on the lamp", "lamp off", "switch the lamp on please", "dim lamp to 40 percent",
            "turn the kitchen light off and the lamp at 7:30", "the lamp in 5 minutes", "is the lamp on"})
    void aNameThatStandsByItselfIsPlain(String transcript) {
        assertThat(said(transcript).plainly(PHRASES, 2)).contains("lamp");
    }

    @ParameterizedTest
    @ValueSource(strings = { "turn on the bedroom lamp", "turn on the lamp on the desk", "the lamp in the attic",
            "turn on the lamp in garage", "the lamp on desk", "the lamp in a corner",
            "turn on anna's lamp", "the lamp shade is torn", "turn the lamp by the window on", "turn on her lamp"})
    void whatMayBeAPartOfAnotherNameIsNot(String transcript) {
        assertThat(said(transcript).plainly(PHRASES, 2)).doesNotContain("lamp");
    }

    @Test
    void ofNamesInOneAnotherTheLongestCounts() {
        assertThat(said("turn on the kitchen light").plainly(PHRASES, 2)).containsExactly("kitchen light");
    }

    @Test
    void numbersAreThoseThatWereSaidNowOrJustBefore() {
        assertThat(said("21.50 degrees at 7:05").numbers()).containsExactly(new BigDecimal("21.5"),
                BigDecimal.valueOf(7), BigDecimal.valueOf(5));
        assertThat(new Utterance("the hall lamp too", Optional.of(new Exchange("dim the lamp to 40 percent",
                "<set><d> lamp<brightness> 40<end>")), VOCABULARY).numbers()).hasSize(1)
                .allSatisfy(number -> assertThat(number).isEqualByComparingTo("40"));
        assertThat(said("thanks").numbers()).isEmpty();
    }

    @Test
    void whatWasSaidJustBeforeIsNotSaidNow() {
        var too = new Utterance("the hall lamp too and 5 more",
                Optional.of(new Exchange("dim the lamp to 40 percent", "<none><end>")), VOCABULARY);
        assertThat(too.ownNumbers()).containsExactly(BigDecimal.valueOf(5));
    }

    @Test
    void aPhraseIsNamedByAnyOfItsWordsInSingularOrPlural() {
        Utterance said = said("every lamp in the hall");
        assertThat(List.of("lamps", "hall lights", "lamp").stream().allMatch(said::names)).isTrue();
        assertThat(said.names("ceiling fan")).isFalse();
    }
}
