package mando.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import mando.device.configuration.Configuration;
import mando.device.configuration.ConfigurationReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final Configuration CONFIGURATION = ConfigurationReader.parse("""
            areas: [kitchen, bedroom]
            devices:
              - {name: kitchen light, type: light, area: kitchen}
              - {name: lamp, type: light, area: bedroom, color: false}
              - {name: garage door, type: cover, confirm: [open]}
              - {name: drone, type: drone, max_distance: 10}
              - {name: thermostat, type: climate, max_temperature: 25}
              - name: coffee maker
                type: appliance
                actions: {order: {slots: {drink: {values: [latte], required: true}}}}
            """, "test", ConfigurationReader.Drivers.OPTIONAL);

    /** A clock that stands until it is moved. */
    private static final class StandingClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T12:00:00Z"));

        @Override
        public ZoneId getZone() { return ZoneOffset.UTC; }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    private record Done(String device, String verb, Map<String, Object> slots) {}

    private final List<Done> done = new CopyOnWriteArrayList<>();
    private final StandingClock clock = new StandingClock();
    private final Home home = new Home(CONFIGURATION);
    private final List<String> announced = new CopyOnWriteArrayList<>();
    private final Dispatcher dispatcher = new Dispatcher(home, actuators(CONFIGURATION), clock, Duration.ofSeconds(15),
            this::announce);
    private volatile Consumer<String> alarm = _ -> {};

    private void announce(String sentence) {
        announced.add(sentence);
        alarm.accept(sentence);
    }

    private Map<String, Actuator> actuators(Configuration configuration) {
        var actuators = new HashMap<String, Actuator>();
        for (Configuration.Device device : configuration.devices()) {
            actuators.put(device.name(), new Actuator() {
                @Override
                public void apply(String verb, Map<String, Object> slots, DeviceState state) {
                    if (device.name().equals("drone") && verb.equals("land")) {
                        throw new ActuationException("it is out of reach", null);
                    }
                    done.add(new Done(device.name(), verb, slots));
                }

                @Override
                public void close() {}
            });
        }
        return actuators;
    }

    @AfterEach
    void close() {
        dispatcher.close();
        dispatcher.close();
    }

    private static Command one(String action, String device, Map<String, Object> slots) {
        return new Command(action, new Command.One(device), slots);
    }

    private Outcome execute(Command command) {
        return dispatcher.execute(List.of(command)).getFirst();
    }

    @Test
    void doesWhatIsAllowedAndRemembersIt() {
        assertThat(execute(one("light.set", "LAMP", Map.of("brightness", 40L)))).isInstanceOf(Outcome.Done.class);
        assertThat(execute(one("light.set", "lamp", Map.of("brightness_step", -20L)))).isInstanceOf(Outcome.Done.class);
        assertThat(execute(one("light.set", "lamp", Map.of("brightness_step", -50L)))).isInstanceOf(Outcome.Done.class);
        assertThat(done).extracting(Done::slots).containsExactly(Map.of("brightness", 40L), Map.of("brightness", 20L),
                Map.of("brightness", 0L));
        assertThat(execute(one("light.query", "lamp", Map.of("property", "state"))).text())
                .isEqualTo("The lamp is off.");
        assertThat(execute(one("light.toggle", "lamp", Map.of()))).isInstanceOf(Outcome.Done.class);
        assertThat(done.getLast().verb()).isEqualTo("on");
    }

    @Test
    void refusesWhateverIsNotConfigured() {
        for (Command command : List.of(one("light.on", "bathroom light", Map.of()), one("light.open", "lamp", Map.of()),
                one("cover.on", "lamp", Map.of()), one("light.set", "lamp", Map.of("brightness", 101L)),
                one("light.set", "lamp", Map.of("brightness", "bright")),
                one("light.set", "lamp", Map.of("color", "red")),
                one("light.set", "lamp", Map.of()), one("light.set", "kitchen light", Map.of("color", "octarine")),
                one("climate.set", "thermostat", Map.of("temperature", 26L)),
                one("drone.move", "drone", Map.of("distance", 5L)),
                one("drone.move", "drone", Map.of("direction", "up", "distance", 11L)),
                one("appliance.order", "coffee maker", Map.of()),
                one("appliance.order", "coffee maker", Map.of("drink", "poison")), one("toaster.on", "lamp", Map.of()),
                new Command("light.on", new Command.Every(Optional.of("cellar"), Optional.empty()), Map.of()),
                new Command("light.on", new Command.None(), Map.of()))) {
            assertThat(execute(command)).as("%s", command).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(done).isEmpty();
    }

    @Test
    void oneWrongCommandStopsTheWholeSentence() {
        List<Outcome> outcomes = dispatcher
                .execute(List.of(one("light.on", "lamp", Map.of()), one("light.on", "nothing", Map.of())));
        assertThat(outcomes).singleElement().isInstanceOf(Outcome.Refused.class);
        assertThat(done).isEmpty();
    }

    @Test
    void whatIsRiskyWaitsForAYesAndActsOnce() {
        Command open = one("cover.open", "garage door", Map.of());
        assertThat(execute(open)).isEqualTo(new Outcome.NeedsConfirmation("Shall I open the garage door?"));
        assertThat(done).isEmpty();
        assertThat(dispatcher.confirm()).singleElement().isInstanceOf(Outcome.Done.class);
        assertThat(dispatcher.confirm()).isEmpty();
        assertThat(done).containsExactly(new Done("garage door", "open", Map.of()));
    }

    @Test
    void aLateYesOrAnotherCommandConfirmsNothing() {
        Command open = one("cover.open", "garage door", Map.of());
        execute(open);
        clock.now.updateAndGet(now -> now.plusSeconds(16));
        assertThat(dispatcher.awaitsConfirmation()).isFalse();
        assertThat(dispatcher.confirm()).isEmpty();
        execute(open);
        execute(one("light.on", "lamp", Map.of()));
        assertThat(dispatcher.confirm()).isEmpty();
        execute(open);
        dispatcher.forgetConfirmation();
        assertThat(dispatcher.confirm()).isEmpty();
        assertThat(done).containsExactly(new Done("lamp", "on", Map.of()));
    }

    @Test
    void aCommandThatNobodySaidCannotUseSomebodysYes() {
        assertThat(dispatcher.executeUnattended(one("cover.open", "garage door", Map.of())))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(dispatcher.confirm()).isEmpty();
        assertThat(dispatcher.executeUnattended(one("light.on", "lamp", Map.of()))).isInstanceOf(Outcome.Done.class);
        assertThat(done).hasSize(1);
    }

    @Test
    void aFailureIsSaidAndNotRemembered() {
        assertThat(execute(one("drone.land", "drone", Map.of())))
                .isEqualTo(new Outcome.Failed("I can't reach the drone: it is out of reach.", List.of(
                        new Report("land", Report.Kind.UNREACHABLE, List.of("drone"), List.of()))));
        assertThat(home.state(home.device("drone").orElseThrow()).get("state")).isEmpty();
    }

    @Test
    void groupsActOnEachOfThem() {
        assertThat(execute(new Command("light.off", new Command.Every(Optional.empty(), Optional.empty()), Map.of())))
                .isInstanceOf(Outcome.Done.class);
        assertThat(done).extracting(Done::device).containsExactly("kitchen light", "lamp");
    }

    private static Report report(String action, Report.Kind kind, List<String> devices, String... values) {
        var parts = new ArrayList<Report.Value>();
        for (int i = 0; i < values.length; i += 2) {
            parts.add(new Report.Value(values[i], values[i + 1]));
        }
        return new Report(action, kind, devices, parts);
    }

    @Test
    void whatCameOfItIsToldInParts() {
        List<String> lamp = List.of("lamp");
        var everywhere = new Command.Every(Optional.empty(), Optional.empty());
        home.setState(home.device("lamp").orElseThrow(), DeviceState.unknown().with("brightness", 30L));
        assertThat(execute(new Command("light.set", everywhere, Map.of("brightness_step", 20L))).reports())
                .containsExactly(
                        report("set", Report.Kind.DONE, List.of("kitchen light"), "brightness", "70 percent"),
                        report("set", Report.Kind.DONE, lamp, "brightness", "50 percent"));
        assertThat(execute(one("light.toggle", "lamp", Map.of())).reports())
                .containsExactly(report("off", Report.Kind.DONE, lamp));
        assertThat(execute(one("light.query", "lamp", Map.of("property", "brightness"))).reports()).containsExactly(
                report("query", Report.Kind.KNOWN, lamp, "property", "brightness", "v", "50 percent"));
        assertThat(execute(one("cover.query", "garage door", Map.of("property", "state"))).reports())
                .containsExactly(report("query", Report.Kind.UNKNOWN, List.of("garage door")));
        assertThat(execute(one("appliance.order", "coffee maker", Map.of("drink", "latte"))).reports())
                .containsExactly(report("do", Report.Kind.DONE, List.of("coffee maker"), "v", "latte"));
        assertThat(execute(new Command("light.on", new Command.One("lamp"), Map.of(), Optional.of(Duration.ofHours(1)),
                Optional.empty(), Optional.empty())).reports())
                .containsExactly(report("on", Report.Kind.LATER, lamp, "delay", "1 hour"));
        assertThat(execute(new Command("light.on", new Command.One("lamp"), Map.of(), Optional.empty(),
                Optional.empty(), Optional.of(LocalTime.of(7, 5)))).reports())
                .containsExactly(report("on", Report.Kind.LATER, lamp, "at", "19:05"));
        assertThat(execute(new Command("light.on", new Command.One("lamp"), Map.of(), Optional.empty(),
                Optional.of(Duration.ofMinutes(5)), Optional.empty())).reports())
                .containsExactly(report("on", Report.Kind.DONE, lamp, "for", "5 minutes"));
    }

    @Test
    void refusalsAreToldInParts() {
        assertThat(execute(one("climate.set", "thermostat", Map.of("temperature", 40L))).reports()).containsExactly(
                report("set", Report.Kind.RANGE, List.of("thermostat"), "temperature", "5 to 25 degrees"));
        assertThat(execute(one("light.set", "lamp", Map.of("color", "red"))).reports())
                .containsExactly(report("set", Report.Kind.UNABLE, List.of("lamp"), "property", "color"));
        assertThat(execute(one("light.on", "bathroom light", Map.of())).reports())
                .containsExactly(report("on", Report.Kind.MISSING, List.of()));
        assertThat(execute(one("appliance.order", "coffee maker", Map.of())).reports())
                .containsExactly(report("do", Report.Kind.UNCLEAR, List.of("coffee maker"), "property", "drink"));
        assertThat(execute(new Command("timer.pause", new Command.None(), Map.of("name", "tea"))).reports())
                .containsExactly(report("timer_pause", Report.Kind.MISSING, List.of(), "name", "tea"));
    }

    @Test
    void timersCountDownPauseAndEnd() {
        var timer = new Command("timer.start", new Command.None(), Map.of("duration", 600L, "name", "tea"));
        assertThat(execute(timer).text()).isEqualTo("The tea timer is set for 10 minutes.");
        clock.now.updateAndGet(now -> now.plusSeconds(60));
        var query = new Command("timer.query", new Command.None(), Map.of());
        assertThat(execute(query).text()).isEqualTo("The tea timer has 9 minutes left.");
        execute(new Command("timer.pause", new Command.None(), Map.of()));
        clock.now.updateAndGet(now -> now.plusSeconds(600));
        assertThat(execute(query).text()).isEqualTo("The tea timer has 9 minutes left.");
        execute(new Command("timer.extend", new Command.None(), Map.of("duration", 30L, "name", "tea")));
        assertThat(execute(query).text()).isEqualTo("The tea timer has 9 minutes and 30 seconds left.");
        assertThat(execute(new Command("timer.cancel", new Command.None(), Map.of())).text()).contains("cancelled");
        assertThat(execute(query)).isInstanceOf(Outcome.Refused.class);
        assertThat(execute(new Command("timer.start", new Command.None(), Map.of("duration", -1L))))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void timersAreBounded() {
        var timer = new Command("timer.start", new Command.None(), Map.of("duration", 600L));
        for (int i = 0; i < Timers.MOST; i++) {
            assertThat(execute(timer)).isInstanceOf(Outcome.Done.class);
        }
        assertThat(execute(timer)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void theClockIsAsked() {
        assertThat(execute(new Command("clock.query", new Command.None(), Map.of("property", "time"))).text())
                .isEqualTo("It is 12:00.");
    }

    private Home replace(String devices) {
        Configuration configuration = ConfigurationReader.parse("devices:\n" + devices, "changed",
                ConfigurationReader.Drivers.OPTIONAL);
        var changed = new Home(configuration);
        dispatcher.replace(changed, actuators(configuration), Duration.ofSeconds(15));
        return changed;
    }

    private static Command later(String action, String device) {
        return new Command(action, new Command.One(device), Map.of(), Optional.of(Duration.ofHours(1)),
                Optional.empty(), Optional.empty());
    }

    @Test
    void anotherConfigurationIsWhatCountsAndAQuestionIsForgotten() {
        execute(one("light.on", "lamp", Map.of()));
        execute(one("cover.open", "garage door", Map.of()));
        replace("""
                  - {name: lamp, aliases: [desk], type: light}
                  - {name: garage door, type: cover}
                """);
        assertThat(dispatcher.confirm()).isEmpty();
        assertThat(execute(one("light.query", "desk", Map.of("property", "state"))).text())
                .isEqualTo("The lamp is on.");
        assertThat(execute(one("light.on", "kitchen light", Map.of()))).isInstanceOf(Outcome.Refused.class);
        assertThat(done).containsExactly(new Done("lamp", "on", Map.of()));
    }

    @Test
    void timersRunOnUnderAnotherConfiguration() {
        execute(new Command("timer.start", new Command.None(), Map.of("duration", 600L, "name", "tea")));
        replace("  - {name: lamp, type: light}\n");
        clock.now.updateAndGet(now -> now.plusSeconds(60));
        assertThat(execute(new Command("timer.query", new Command.None(), Map.of())).text())
                .isEqualTo("The tea timer has 9 minutes left.");
        assertThat(announced).isEmpty();
    }

    @Test
    void whatWasPutOffIsDoneByItsDeviceWhateverThatIsCalledNow() throws InterruptedException {
        replace("  - {name: lamp, type: light, gpio: {pin: 17}}\n");
        // A timer's alarm holds up the one thread that does what was put off, until the configuration has changed.
        var ringing = new CountDownLatch(1);
        var changed = new CountDownLatch(1);
        var rungAgain = new CountDownLatch(2);
        alarm = _ -> {
            ringing.countDown();
            rungAgain.countDown();
            await(changed);
        };
        var timer = new Command("timer.start", new Command.None(), Map.of("duration", 0.001));
        execute(timer);
        await(ringing);
        execute(new Command("light.off", new Command.One("lamp"), Map.of(), Optional.of(Duration.ofMillis(1)),
                Optional.empty(), Optional.empty()));
        replace("  - {name: garden light, type: light, gpio: {pin: 17}}\n  - {name: lamp, type: switch}\n");
        execute(new Command("timer.start", new Command.None(), Map.of("duration", 0.05)));
        changed.countDown();
        await(rungAgain);
        assertThat(done).containsExactly(new Done("garden light", "off", Map.of()));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatCannotBeDoneAnyMoreIsToldOf() {
        replace("""
                  - {name: lamp, type: light, gpio: {pin: 17}}
                  - {name: fan, type: fan, gpio: {pin: 18}}
                  - {name: pump, type: switch, gpio: {pin: 19}}
                  - {name: valve, type: valve, gpio: {pin: 20}}
                  - {name: heater, type: switch, gpio: {pin: 21}}
                """);
        execute(later("light.off", "lamp"));
        execute(later("fan.off", "fan"));
        execute(later("switch.on", "pump"));
        execute(later("valve.close", "valve"));
        execute(later("switch.off", "heater"));
        // The lamp is as it was, the fan is gone, the pump asks now, the valve has another pin, the heater's pin is another heater's.
        replace("""
                  - {name: lamp, type: light, gpio: {pin: 17}}
                  - {name: pump, type: switch, confirm: ["on"], gpio: {pin: 19}}
                  - {name: valve, type: valve, gpio: {pin: 22}}
                  - {name: heater, type: switch, gpio: {pin: 23}}
                  - {name: boiler, type: switch, gpio: {pin: 21}}
                """);
        assertThat(announced).containsExactly(
                "The configuration has changed: what was put off for the fan, off, will not be done.",
                "The configuration has changed: what was put off for the pump, on, will not be done.",
                "The configuration has changed: what was put off for the heater, off, will not be done.");
    }

    @Test
    void aLineThatWasTakenAnewIsNotKnownToBeOn() {
        replace("  - {name: lamp, type: light, gpio: {pin: 17}}\n");
        execute(one("light.on", "lamp", Map.of()));
        Home renamed = replace("  - {name: desk lamp, type: light, gpio: {pin: 17}}\n");
        assertThat(renamed.state(renamed.devices().getFirst()).get("state")).contains("on");
        Home rewired = replace("  - {name: desk lamp, type: light, gpio: {pin: 18}}\n");
        assertThat(rewired.state(rewired.devices().getFirst())).isEqualTo(DeviceState.unknown());
    }

    @Test
    void commandsAreWrittenAsTheyAreDocumented() {
        assertThat(one("light.set", "lamp", Map.of("brightness", 50L)).toJson().toString())
                .isEqualTo("{\"action\":\"light.set\",\"device\":\"lamp\",\"slots\":{\"brightness\":50}}");
        assertThat(new Command("light.off", new Command.Every(Optional.of("kitchen"), Optional.empty()), Map.of())
                .toJson().toString())
                .isEqualTo("{\"action\":\"light.off\",\"area\":\"kitchen\"}");
    }
}
