package mando.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import mando.device.Command;
import mando.device.Dispatcher;
import mando.device.Outcome;
import mando.inference.intent.Answer;
import mando.inference.intent.Exchange;
import mando.inference.intent.Interpretation;
import mando.inference.intent.Interpreter;
import mando.speech.Evidence;
import mando.speech.Hypothesis;
import mando.speech.Transcript;
import org.tinylog.Logger;

/** From words to what is done and said: interprets, dispatches, words the reply, and tells all of it as an event. For one thread. */
public final class Assistant {

    private static final Set<String> YES = Set.of("yes", "yes please", "yeah", "yep", "sure", "do it", "confirm", "ok",
            "okay");

    /** How long a question stands. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A question that was asked back, and until when ({@link System#nanoTime}) it may be answered. */
    private record Asked(Interpretation interpretation, long until) {}

    /** How long what was done can be referred back to, as in "turn it off again". */
    private static final Duration MEMORY = Duration.ofSeconds(30);

    /** What was done last, and until when ({@link System#nanoTime}) it is remembered. */
    private record Done(Exchange exchange, long until) {}

    private Optional<Asked> asked = Optional.empty();
    private Optional<Done> done = Optional.empty();
    private final NBestInterpreter interpreter;
    private final Optional<Dispatcher> dispatcher;
    private final Function<List<Outcome>, String> wording;
    private final Consumer<Turn> events;

    /**
     * @param leastEvidence the {@link Evidence#probability} that an utterance must have spoken for it, where there is any
     * @param dispatcher absent for a dry run: then nothing is done
     * @param wording what to say of outcomes, which is asked once all is done
     * @param events hears each turn when it is over
     */
    public Assistant(Interpreter interpreter, double leastEvidence, Optional<Dispatcher> dispatcher,
            Function<List<Outcome>, String> wording, Consumer<Turn> events) {
        this.interpreter = new NBestInterpreter(text -> interpreter.interpret(text, justDone()), leastEvidence);
        this.dispatcher = dispatcher;
        this.wording = wording;
        this.events = events;
    }

    /** Takes what was typed. */
    public Turn hear(String text) {
        return hear(List.of(new Hypothesis(text, 1)), Optional.empty(), true, OptionalDouble.empty());
    }

    /**
     * Takes what was said.
     *
     * @param transcript not empty
     * @param addressed whether it is known to be meant for Mando; otherwise there is no reply to what is refused because it was unclear or makes no
     *        sense, which talk mostly is
     * @param recogniseMillis how long its recognition took after its end
     */
    public Turn hear(Transcript transcript, boolean addressed, OptionalDouble recogniseMillis) {
        return hear(transcript.hypotheses(), transcript.evidence(), addressed, recogniseMillis);
    }

    private Turn hear(List<Hypothesis> hypotheses, Optional<Evidence> evidence, boolean addressed,
            OptionalDouble recogniseMillis) {
        String id = UUID.randomUUID().toString().substring(0, 8);
        String best = hypotheses.getFirst().text();
        Optional<Turn> answered = Optional.empty();
        if (interpreter.isClear(hypotheses, evidence)) {
            answered = answer(id, best, recogniseMillis).or(() -> completed(id, best, recogniseMillis));
        } else {
            // A "yes" that may as well have been noise confirms nothing.
            dispatcher.ifPresent(Dispatcher::forgetConfirmation);
        }
        // A question stands for one utterance: what does not answer it drops it.
        asked = Optional.empty();
        Turn turn = answered.orElseGet(() -> take(id, hypotheses, evidence, addressed, recogniseMillis));
        done = answered.isEmpty() ? remembered(turn) : Optional.empty();
        if (!turn.interpretation().choices().isEmpty()) {
            asked = Optional.of(new Asked(turn.interpretation(), System.nanoTime() + PATIENCE.toNanos()));
        }
        Logger.info("[{}] heard \"{}\": {} {}", id, turn.heard(), turn.interpretation().output(), turn.reply());
        events.accept(turn);
        return turn;
    }

    private Optional<Exchange> justDone() {
        return done.filter(last -> System.nanoTime() - last.until() < 0).map(Done::exchange);
    }

    /** Only what was done, and only until something else is said. */
    private static Optional<Done> remembered(Turn turn) {
        boolean done = !turn.outcomes().isEmpty() && turn.outcomes().stream()
                .allMatch(outcome -> outcome instanceof Outcome.Done || outcome instanceof Outcome.Answer);
        return done
                ? Optional.of(new Done(Exchange.of(turn.interpretation()), System.nanoTime() + MEMORY.toNanos()))
                : Optional.empty();
    }

    /** A yes to a question that was asked; anything else lets the question go, and is taken for what it is. */
    private Optional<Turn> answer(String id, String text, OptionalDouble recogniseMillis) {
        if (dispatcher.filter(Dispatcher::awaitsConfirmation).isEmpty()) {
            return Optional.empty();
        }
        if (!YES.contains(text.toLowerCase(Locale.ROOT).strip())) {
            dispatcher.get().forgetConfirmation();
            return Optional.empty();
        }
        long started = System.nanoTime();
        List<Outcome> outcomes = dispatcher.get().confirm();
        double actuate = millisSince(started);
        var understood = new Interpretation(List.of(), 1, Optional.empty(), Optional.empty(), text, "yes", 0, 0);
        started = System.nanoTime();
        String reply = wording.apply(outcomes);
        return Optional.of(new Turn(id, text, understood, List.of(), outcomes, reply,
                new Turn.Stages(recogniseMillis, 0, actuate, millisSince(started))));
    }

    /** The command that was asked back about, where this answers the question in time. */
    private Optional<Turn> completed(String id, String text, OptionalDouble recogniseMillis) {
        long started = System.nanoTime();
        return asked.filter(question -> started - question.until() < 0).map(Asked::interpretation)
                .flatMap(question -> Answer.to(question, text).map(intent -> {
                    var understood = new Interpretation(List.of(intent), question.confidence(), Optional.empty(),
                            Optional.empty(), text, question.output(), 0, 0);
                    return done(id, text, understood, true, recogniseMillis, millisSince(started));
                }));
    }

    private Turn take(String id, List<Hypothesis> hypotheses, Optional<Evidence> evidence, boolean addressed,
            OptionalDouble recogniseMillis) {
        long started = System.nanoTime();
        NBestInterpreter.Reading reading = interpreter.read(hypotheses, evidence);
        return done(id, reading.text(), reading.interpretation(), addressed || reading.meant(), recogniseMillis,
                millisSince(started));
    }

    private Turn done(String id, String heard, Interpretation interpretation, boolean excused,
            OptionalDouble recogniseMillis, double interpret) {
        List<Command> commands = IntentCommand.all(interpretation.intents());
        long started = System.nanoTime();
        List<Outcome> outcomes = commands.isEmpty()
                ? List.of()
                : dispatcher.map(devices -> devices.execute(commands)).orElse(List.of());
        double actuate = millisSince(started);
        started = System.nanoTime();
        String reply = reply(interpretation, excused, outcomes);
        return new Turn(id, heard, interpretation, commands, outcomes, reply,
                new Turn.Stages(recogniseMillis, interpret, actuate, millisSince(started)));
    }

    /**
     * @param excused whether somebody waits to hear why nothing is done
     */
    private String reply(Interpretation interpretation, boolean excused, List<Outcome> outcomes) {
        return interpretation.question()
                .or(() -> interpretation.refusal().map(reason -> excused ? "Sorry, " + reason + "." : ""))
                .orElseGet(() -> wording.apply(outcomes));
    }

    private static double millisSince(long started) {
        return (System.nanoTime() - started) / 1e6;
    }
}
