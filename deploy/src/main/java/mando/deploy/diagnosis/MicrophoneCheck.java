package mando.deploy.diagnosis;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import mando.speech.AudioException;
import mando.speech.capture.MicrophoneSample;

/** Whether the microphone gives sound. */
final class MicrophoneCheck implements Check {

    private final String device;
    private final Supplier<List<String>> devices;
    private final Function<String, MicrophoneSample> sample;

    /**
     * @param device as the configuration names it
     * @param devices those that there are
     * @param sample listens to one; throws {@link AudioException}
     */
    MicrophoneCheck(String device, Supplier<List<String>> devices, Function<String, MicrophoneSample> sample) {
        this.device = device;
        this.devices = devices;
        this.sample = sample;
    }

    @Override
    public String name() {
        return "microphone";
    }

    @Override
    public Finding look() {
        List<String> present = devices.get();
        var facts = Facts.of("device", device).with("devices", present);
        MicrophoneSample heard;
        try {
            heard = sample.apply(device);
        } catch (AudioException e) {
            return new Finding.Fault(e.getMessage(), present.isEmpty()
                    ? "plug one in, see that arecord -l lists it, and add the user to the group audio (sudo usermod -aG audio USER)"
                    : "close what else uses it, or write one of these as speech.microphone: "
                            + String.join(", ", present),
                    facts);
        }
        double level = Math.round(heard.levelDbfs() * 10) / 10.0;
        facts = facts.with("sampleRateHz", heard.sampleRateHz()).with("channels", heard.channels())
                .with("levelDbfs", level).with("silent", heard.still()).with("clippedRuns", heard.clippedRuns());
        String found = "\"" + device + "\" of " + Numbers.count(present.size(), "device") + ", " + heard.sampleRateHz()
                + " Hz, " + Numbers.count(heard.channels(), "channel") + ", half a second at "
                + String.format(Locale.ROOT, "%.0f dBFS", level);
        if (heard.still()) {
            return new Finding.Fault(found + ": digital silence",
                    "unmute it (alsamixer, F4), look for its switch, or choose another as speech.microphone", facts);
        }
        return heard.clippedRuns() > 0
                ? new Finding.Warning(found + ", distorted at " + Numbers.count(heard.clippedRuns(), "place"),
                        "lower its capture volume (alsamixer, F4), unless it was loud just now", facts)
                : new Finding.Ok(found, facts);
    }
}
