package mando.deploy.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Adds up the judgements of a run. Not thread-safe. */
final class EvaluationSummary {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OptionalDouble noiseDecibels;
    private final List<Double> recogniseMillis = new ArrayList<>();
    private final List<Double> interpretMillis = new ArrayList<>();
    private final Map<String, SlotCount> slots = new TreeMap<>();
    private int cases;
    private int labelled;
    private int exact;
    private int falseCommands;
    private int misses;
    private int expectedCommands;
    private int rightActions;
    private double audioSeconds;

    EvaluationSummary() {
        noiseDecibels = OptionalDouble.empty();
    }

    /**
     * @param noiseDecibels the signal-to-noise ratio of the recordings
     */
    EvaluationSummary(double noiseDecibels) {
        this.noiseDecibels = OptionalDouble.of(noiseDecibels);
    }

    /** How often a slot was expected, and how often it was right. */
    record SlotCount(int right, int expected) {

        SlotCount plus(boolean isRight) {
            return new SlotCount(right + (isRight ? 1 : 0), expected + 1);
        }
    }

    void add(EvaluationResult result) {
        cases++;
        result.heard().recogniseMillis().ifPresent(recogniseMillis::add);
        interpretMillis.add(result.heard().interpretMillis());
        audioSeconds += result.heard().audioSeconds();
        result.judgement().ifPresent(this::add);
    }

    private void add(Judgement judgement) {
        labelled++;
        exact += judgement.exact() ? 1 : 0;
        falseCommands += judgement.falseCommand() ? 1 : 0;
        misses += judgement.missed() ? 1 : 0;
        expectedCommands += judgement.expectedCommands();
        rightActions += judgement.rightActions();
        for (Judgement.SlotJudgement slot : judgement.slots()) {
            slots.merge(slot.name(), new SlotCount(slot.right() ? 1 : 0, 1), (count, _) -> count.plus(slot.right()));
        }
    }

    Map<String, SlotCount> slots() {
        return Map.copyOf(slots);
    }

    ObjectNode toJson() {
        ObjectNode summary = JSON.createObjectNode().put("summary", true);
        noiseDecibels.ifPresent(decibels -> summary.put("noiseDecibels", decibels));
        summary.put("cases", cases).put("labelled", labelled).put("exact", exact);
        putRatio(summary, "exactRatio", exact, labelled);
        putRatio(summary, "actionAccuracy", rightActions, expectedCommands);
        putRatio(summary, "slotAccuracy", slots.values().stream().mapToInt(SlotCount::right).sum(),
                slots.values().stream().mapToInt(SlotCount::expected).sum());
        summary.put("falseCommands", falseCommands).put("misses", misses);
        if (audioSeconds > 0) {
            summary.put("audioHours", Math.round(audioSeconds / 3.6) / 1e3);
        }
        ObjectNode latency = summary.putObject("latencyMillis");
        putLatency(latency, "recognise", recogniseMillis);
        putLatency(latency, "interpret", interpretMillis);
        ObjectNode bySlot = summary.putObject("slots");
        slots.forEach(
                (name, count) -> bySlot.putObject(name).put("right", count.right()).put("expected", count.expected()));
        return summary;
    }

    private static void putRatio(ObjectNode node, String name, int part, int whole) {
        if (whole == 0) {
            node.putNull(name);
        } else {
            node.put(name, Math.round(1e4 * part / whole) / 1e4);
        }
    }

    private static void putLatency(ObjectNode latency, String stage, List<Double> millis) {
        if (!millis.isEmpty()) {
            Percentiles percentiles = Percentiles.of(millis);
            latency.putObject(stage).put("p50", rounded(percentiles.p50())).put("p95", rounded(percentiles.p95()))
                    .put("p99", rounded(percentiles.p99()));
        }
    }

    static double rounded(double millis) {
        return Math.round(millis * 100) / 100.0;
    }
}
