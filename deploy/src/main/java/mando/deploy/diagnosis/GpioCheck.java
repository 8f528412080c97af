package mando.deploy.diagnosis;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mando.device.configuration.Configuration;
import mando.device.gpio.GpioException;
import mando.device.gpio.GpioSurvey;
import mando.device.gpio.LineHolders;

/** Whether the pins of the configuration can be had. None is taken. */
final class GpioCheck implements Check {

    private final GpioSurvey survey;
    private final LineHolders holders;
    private final SortedMap<Integer, String> pins;

    /**
     * @param pins what each pin is for
     */
    GpioCheck(GpioSurvey survey, LineHolders holders, Map<Integer, String> pins) {
        this.survey = survey;
        this.holders = holders;
        this.pins = new TreeMap<>(pins);
    }

    /** The pins that a configuration uses. */
    static Map<Integer, String> pins(Configuration configuration) {
        var pins = new TreeMap<Integer, String>();
        configuration.devices().forEach(device -> device.gpio().ifPresent(gpio -> pins.put(gpio.pin(), device.name())));
        configuration.wake().button().ifPresent(button -> pins.put(button.pin(), "the button"));
        return pins;
    }

    @Override
    public String name() {
        return "gpio";
    }

    @Override
    public Finding look() {
        var facts = Facts.of("chips", survey.chips().stream().map(Object::toString).toList())
                .with("pins", pins.keySet().stream().toList());
        String uses = pins.isEmpty() ? "no pin is configured" : Numbers.count(pins.size(), "pin") + " configured";
        if (!survey.raspberryPi()) {
            return pins.isEmpty()
                    ? new Finding.Ok(uses, facts)
                    : new Finding.Warning(uses + ", and this machine is not a Raspberry Pi: they are virtual",
                            "run Mando on a Raspberry Pi, or drive these devices over MQTT", facts);
        }
        if (survey.chips().isEmpty()) {
            String found = "this Raspberry Pi has no /dev/gpiochip*, " + uses;
            String remedy = "update the system (sudo apt full-upgrade) and restart; in a container, pass the device in";
            return pins.isEmpty()
                    ? new Finding.Warning(found, remedy, facts)
                    : new Finding.Fault(found, remedy, facts);
        }
        if (survey.forbidden().isPresent()) {
            String found = "no permission to use " + survey.forbidden().get() + ", " + uses;
            String remedy = "sudo usermod -aG gpio USER, for the user that runs Mando, then log in again";
            return pins.isEmpty()
                    ? new Finding.Warning(found, remedy, facts)
                    : new Finding.Fault(found, remedy, facts);
        }
        return pins.isEmpty()
                ? new Finding.Ok(Numbers.count(survey.chips().size(), "chip") + ", " + uses, facts)
                : lookAtPins(uses, facts);
    }

    private Finding lookAtPins(String uses, Facts facts) {
        Map<Integer, String> held;
        try {
            held = holders.among(pins.keySet());
        } catch (GpioException e) {
            return new Finding.Fault(e.getMessage(),
                    "restart the machine; gpioinfo (apt install gpiod) shows its lines",
                    facts);
        }
        String chips = Numbers.count(survey.chips().size(), "chip") + ", " + uses;
        Map<Integer, String> byOthers = new TreeMap<>(held);
        byOthers.values().removeIf(holder -> holder.startsWith(LineHolders.MANDO));
        if (byOthers.isEmpty()) {
            return new Finding.Ok(chips + (held.isEmpty()
                    ? ", all free"
                    : ", " + held.size() + " in use by a Mando that runs"), facts);
        }
        return new Finding.Fault(byOthers.entrySet().stream()
                .map(entry -> "GPIO" + entry.getKey() + " (" + pins.get(entry.getKey()) + ") is in use by "
                        + entry.getValue())
                .collect(Collectors.joining("; ")),
                "stop that, take its dtoverlay out of /boot/firmware/config.txt, or choose other pins",
                facts.with("taken", byOthers.keySet().stream().toList()));
    }
}
