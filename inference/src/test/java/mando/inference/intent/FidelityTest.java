package mando.inference.intent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mando.inference.ShippedModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was said may not get lost between the words and the commands. */
class FidelityTest {

    private static final IntentVocabulary VOCABULARY = new IntentVocabulary(ShippedModel.tokenizer());
    private static final Catalogue HOME = new Catalogue(
            List.of(new Catalogue.Area("kitchen", List.of(), Optional.of("downstairs")),
                    new Catalogue.Area("bedroom", List.of("chamber"), Optional.of("upstairs"))),
            List.of(device("kitchen light", "light", "kitchen"), device("bedside lamp", "light", "bedroom"),
                    device("ceiling fan", "fan", "bedroom"), device("blinds", "cover", "kitchen"),
                    device("movie night", "scene", "kitchen"), device("robot vacuum", "vacuum", "kitchen"),
                    machine("coffee maker", "espresso", "small", "milk"), machine("blender", "berry blast", "no ice")));
    private static final NounLexicon NOUNS = NounLexicon.read(ShippedModel.FOLDER.resolve("nouns.tsv"));
    private static final Referents REFERENTS = new Referents(HOME, NOUNS);

    private static Catalogue.Device device(String name, String type, String area) {
        return new Catalogue.Device(name, List.of(), type, Optional.of(area), Set.of("on", "off"), Set.of(),
                List.of());
    }

    private static Catalogue.Device machine(String name, String... values) {
        return new Catalogue.Device(name, List.of(), "appliance", Optional.of("kitchen"), Set.of(), Set.of(),
                List.of(new Catalogue.ApplianceAction("order",
                        List.of(new Catalogue.Slot("thing", List.of(values), false)))));
    }

    private static Optional<String> objection(String transcript, List<Draft> drafts, String output) {
        var said = new Utterance(transcript, Optional.empty(), VOCABULARY);
        return new Fidelity(HOME, REFERENTS).objection(said, new Mentions(HOME, NOUNS).in(said), drafts, output);
    }

    /** Orders with a value after each plus sign. */
    private static Optional<String> objectionToOrders(String transcript, String orders) {
        List<Draft> drafts = Stream.of(orders.split(" and ")).map(order -> Stream.of(order.split("\\+")).reduce(
                Draft.of("do"), (draft, value) -> draft.withValue(value, List.of()), (_, last) -> last)).toList();
        return objection(transcript, drafts, "<do><v> " + orders.replaceAll("\\+| and ", "<v> "));
    }

    /** Drafts from outputs whose references are all to one thing: what follows the reference matters only as it is written. */
    private static Optional<String> objection(String transcript, String output) {
        List<Draft> drafts = Stream.of(output.split("<and>")).map(command -> {
            String[] parts = command.split("<d> |<all> |<but> ");
            Draft draft = Draft.of(parts[0].substring(1, parts[0].length() - 1));
            for (int i = 1; i < parts.length; i++) {
                String phrase = parts[i].replaceAll("<.*", "");
                var reference = new Draft.Reference(phrase, REFERENTS.byPhrase().get(phrase));
                draft = i == 1 ? draft.withReference(command.contains("<all>"), reference) : draft.without(reference);
            }
            return draft;
        }).toList();
        return objection(transcript, drafts, output);
    }

    @ParameterizedTest
    @CsvSource({ "turn off the lights upstairs, <off><all> lights, upstairs",
            "set the blinds to 75 percent, <open><d> blinds, 75", "make it 2 degrees warmer, <set><d> lights, 2",
            "make the kitchen light red and dim it, <set><d> kitchen light<brightness_step> -20, red",
            "turn on the kitchen light and the ceiling fan, <on><d> kitchen light, ceiling fan",
            "all lights off except the bedside lamp, <off><all> lights, the exception",
            "all lights off but leave the bedside lamp on, <off><all> lights, the exception",
            "all lights off with the exception of the bedside lamp, <off><all> lights, the exception",
            "no turn off the lights upstairs, <off><all> lights, upstairs",
            "lights on in the chamber, <on><d> kitchen light, chamber",
            "if it rains close the blinds, <close><d> blinds, the condition",
            "turn on the kitchen light when i come home, <on><d> kitchen light, the condition",
            "close the blinds when i get home, <close><d> blinds, the condition",
            "close the blinds when you get home, <close><d> blinds, the condition",
            "about the blinds close it if it rains, <close><d> blinds, the condition",
            "close the blinds if it is not raining, <close><d> blinds, the condition",
            "unless you leave lock up the blinds, <close><d> blinds, the condition",
            "open the blinds as soon as the sun is up, <open><d> blinds, the condition",
            "turn on the kitchen light and the blinds cord, <on><d> kitchen light, blinds",
            "open half the blinds, <open><d> blinds, half",
            "open the blinds a quarter way, <open><d> blinds, quarter"})
    void whatIsInNoCommandIsLost(String transcript, String output, String expected) {
        assertThat(objection(transcript, output)).contains(expected + " was not understood");
    }

    @ParameterizedTest
    @CsvSource({ "turn off the lights upstairs, <off><all> upstairs lights",
            "turn off the lamp upstairs at 7 pm, <off><d> bedside lamp<at> 19:00",
            "set the blinds to 75.0 percent, <set><d> blinds<position> 75",
            "dim the kitchen light by 10 percent, <set><d> kitchen light<brightness_step> -10",
            "all lights off except the bedside lamp, <off><all> lights<but> bedside lamp",
            "all lights off but leave the bedside lamp on, <off><all> lights<but> bedside lamp",
            "turn on the kitchen light no the ceiling fan, <on><d> ceiling fan",
            "it's movie night so turn off the kitchen light, <off><d> kitchen light",
            "turn on the kitchen light if you can, <on><d> kitchen light",
            "i'd be glad if the kitchen light came on, <on><d> kitchen light",
            "if it's alright with you open the blinds, <open><d> blinds",
            "if it isn't too much trouble open the blinds, <open><d> blinds",
            "i'd love it if the blinds were open, <open><d> blinds",
            "see if the kitchen light is on, <query><d> kitchen light",
            "when you get a chance close the blinds, <close><d> blinds",
            "if the kitchen light could come on that would be great, <on><d> kitchen light",
            "change the kitchen light from red to blue, <set><d> kitchen light<color> blue",
            "vacuum the bedroom, <start><d> robot vacuum",
            "kitchen light off i can't see the blinds, <off><d> kitchen light",
            "raise it from 19 degrees to 21, <set><d> lights<brightness> 21",
            "set the kitchen light to half, <set><d> kitchen light<brightness> 50",
            "make the kitchen light warm white, <set><d> kitchen light<color> warm white",
            "set a timer of 5 minutes for the ceiling fan, <timer_start><duration> 5 minutes",
            "turn the kitchen light and the ceiling fan on, <on><d> kitchen light<and><on><d> ceiling fan"})
    void whatIsInACommandIsNot(String transcript, String output) {
        assertThat(objection(transcript, output)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "turn off the kitchen light tomorrow, tomorrow", "turn off the kitchen light tomorrow at 7, tomorrow",
            "close the blinds on monday, monday", "close the blinds every evening, evening",
            "close the blinds in the evening, evening", "close the blinds later, later",
            "close the blinds tonight, tonight", "close the blinds at noon, noon",
            "i closed the blinds yesterday, yesterday"})
    void whatIsToBeDoneAnotherTimeIsNotDoneNow(String transcript, String expected) {
        assertThat(SpokenTime.unkept(List.of(transcript.split(" ")), List.of(Draft.of("off"))))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource({ "see you later lights off", "that is all for tonight lights off", "good evening lights on",
            "good morning open the blinds", "what is the time this morning"})
    void aGreetingIsNoTime(String transcript) {
        assertThat(SpokenTime.unkept(List.of(transcript.split(" ")),
                List.of(Draft.of(transcript.startsWith("what") ? "clock_query" : "off")))).isEmpty();
    }

    @Test
    void aTimeThatIsKeptIsNoObjection() {
        Draft at = Draft.of("off").withSchedule(new Intent.Schedule.At(19, 0));
        assertThat(SpokenTime.unkept(List.of("lights off tonight at 7".split(" ")), List.of(at))).isEmpty();
        assertThat(SpokenTime.unkept(List.of("lights off at 7 tomorrow morning".split(" ")), List.of(at))).isEmpty();
        assertThat(SpokenTime.unkept(List.of("lights off at 7 tomorrow".split(" ")), List.of(at)))
                .contains("tomorrow");
    }

    @Test
    void aTimeThatIsNotKeptIsAnObjection() {
        assertThat(objection("turn off the kitchen light tomorrow", "<off><d> kitchen light"))
                .contains("nothing here waits for \"tomorrow\"");
        assertThat(objection("i watched tv turn the kitchen light off and see the blinds close the blinds",
                "<off><d> kitchen light")).contains("blinds was not understood");
    }

    @Test
    void theSameCommandTwiceMeansThatAnotherWasLost() {
        assertThat(objection("turn on the kitchen light and the big light",
                "<on><d> kitchen light<and><on><d> kitchen light"))
                .contains("nobody said kitchen light as often as that");
    }

    @ParameterizedTest
    @CsvSource({ "i forbid you to open the blinds, forbids", "you must not open the blinds, forbids",
            "never open the blinds, forbids", "i'd hate for you to open the blinds, forbids",
            "the last thing we need is to open the blinds, forbids", "stop asking me to open the blinds, forbids",
            "imagine you could open the blinds, imagined", "either open or close the blinds, one of two",
            "repair the blinds, nothing that can be done", "ring the bell of the blinds, nothing that can be done",
            "write down open the blinds, written",
            "translate open the blinds to german, written", "remind me to open the blinds, written",
            "remind me please to open the blinds, written",
            "add open the blinds to my shopping list, written", "send her a message open the blinds, written",
            "i heard the blinds opening, what happened", "leave the blinds open, as they are",
            "open the neighbour's blinds, of the neighbour"})
    void aCommandInOtherWordsIsNotAskedFor(String transcript, String reason) {
        assertThat(objection(transcript, "<open><d> blinds")).get().asString().contains(reason);
    }

    @ParameterizedTest
    @CsvSource({ "never mind the noise open the blinds", "i have to leave the house open the blinds",
            "it's dark open the blinds", "i hate the dark open the blinds", "hey google open the blinds",
            "let's open the blinds", "i heard a noise open the blinds",
            "open the blinds or whatever"})
    void theseAskForIt(String transcript) {
        assertThat(objection(transcript, "<open><d> blinds")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "no way the ceiling fan is unlocked today", "the ceiling fan will not be unlocked",
            "whoever unlocks the ceiling fan won't be happy", "the ceiling fan stays as it is unlock nothing",
            "no don't unlock the ceiling fan", "the blinds no the ceiling fan is not to be unlocked"})
    void whatMayMeanNotToIsNoRiskTaken(String transcript) {
        assertThat(objection(transcript, "<unlock><d> ceiling fan")).contains("that may mean not to");
        assertThat(objection(transcript, "<lock><d> ceiling fan")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "won't you unlock the ceiling fan", "unlock the ceiling fan if you don't mind",
            "no unlock the ceiling fan", "the blinds no the ceiling fan unlock it"})
    void aPoliteNoIsNone(String transcript) {
        assertThat(objection(transcript, "<unlock><d> ceiling fan")).isEmpty();
    }

    @Test
    void ofTwoThingsNeitherIsChosen() {
        assertThat(objection("turn on the lamp or the ceiling fan", "<on><d> ceiling fan"))
                .contains("that asks for one of two things");
        assertThat(objection("turn on the ceiling fan or else", "<on><d> ceiling fan")).isEmpty();
    }

    @Test
    void aTimerReminds() {
        assertThat(objection("remind me in 10 minutes to close the blinds", "<timer_start><duration> 10 minutes"))
                .isEmpty();
        assertThat(objection("never remind me in 10 minutes", "<timer_start><duration> 10 minutes"))
                .contains("that forbids it");
        assertThat(objection("remind me what the ceiling fan is set to now", "<query><d> ceiling fan")).isEmpty();
    }

    @Test
    void anExclamationAsksNothing() {
        assertThat(objection("oh what a lovely day it is", "<clock_query>"))
                .contains("that is an exclamation, not a question");
        assertThat(objection("what day is it", "<clock_query>")).isEmpty();
        assertThat(objection("what a mess start the robot vacuum", "<start><d> robot vacuum")).isEmpty();
    }

    @Test
    void ofAnOrderAllIsMadeOrNothing() {
        assertThat(objectionToOrders("an espresso and a berry blast", "espresso"))
                .contains("berry blast was not understood");
        assertThat(objectionToOrders("an espresso and a berry blast", "espresso and espresso"))
                .contains("nobody said espresso as often as that");
        assertThat(objectionToOrders("an espresso and a berry blast", "espresso and berry blast")).isEmpty();
        assertThat(objectionToOrders("an espresso and another espresso with milk", "espresso and espresso+milk"))
                .isEmpty();
        assertThat(objectionToOrders("an espresso and another espresso", "espresso and espresso and espresso"))
                .contains("nobody said espresso as often as that");
        assertThat(objectionToOrders("a berry blast no an espresso", "espresso")).isEmpty();
    }

    @Test
    void aMachineStopsOnlyWhereSomebodySaysSo() {
        var stop = Draft.of("do").withCandidates(List.of(new Draft.Candidate(HOME.devices().getLast(),
                new Catalogue.ApplianceAction("stop", List.of()))));
        String output = "<do><d> blender<act> stop";
        assertThat(objection("set the blender running", List.of(stop), output)).contains("nobody said stop");
        assertThat(objection("stop the blender", List.of(stop), output)).isEmpty();
    }

    @Test
    void whatIsDeclinedIsNotMade() {
        assertThat(objectionToOrders("skip the espresso", "espresso")).contains("nobody asked for espresso");
        assertThat(objectionToOrders("an espresso without any milk", "espresso+milk"))
                .contains("nobody asked for milk");
        assertThat(objectionToOrders("a berry blast with no ice", "berry blast+no ice")).isEmpty();
        assertThat(objectionToOrders("no milk no wait an espresso with milk", "espresso+milk")).isEmpty();
    }

    @Test
    void whatNobodyNamedIsNotDone() {
        assertThat(objection("start the new thing", "<on><d> bedside lamp")).contains("nobody named bedside lamp");
        assertThat(objection("every lamp on", "<on><all> lamps")).isEmpty();
        assertThat(objection("let us get going", "<on><all> everything")).contains("nobody named everything");
        assertThat(objection("shut the house down", "<off><all> everything")).isEmpty();
        assertThat(objection("make it brighter", "<set><all> lights")).isEmpty();
    }
}
