package mando.deploy.diagnosis;

import java.util.Optional;
import java.util.function.Function;
import mando.deploy.Household;
import mando.deploy.UsageException;
import mando.device.configuration.Configuration;
import mando.device.mqtt.BrokerException;
import mando.device.mqtt.BrokerSettings;
import mando.device.mqtt.BrokerVisit;

/** Whether the MQTT broker lets Mando in, with a client id of its own, so that a daemon that runs is not thrown out. */
final class BrokerCheck implements Check {

    private static final String LOOK = "look at the broker's log";

    private final Optional<Configuration.Mqtt> configured;
    private final long number;
    private final Function<BrokerSettings, BrokerVisit> visit;

    /**
     * @param number tells this doctor from others at the same broker
     */
    BrokerCheck(Optional<Configuration.Mqtt> configured, long number, Function<BrokerSettings, BrokerVisit> visit) {
        this.configured = configured;
        this.number = number;
        this.visit = visit;
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public Finding look() {
        if (configured.isEmpty()) {
            return new Finding.Ok("no MQTT broker is configured", Facts.NONE);
        }
        Configuration.Mqtt mqtt = configured.get();
        String address = mqtt.host() + ":" + mqtt.port();
        var facts = Facts.of("host", mqtt.host()).with("port", mqtt.port());
        try {
            return switch (visit.apply(Household.settings(mqtt).withClientId("mando-doctor-" + number))) {
                case BrokerVisit.Welcome welcome -> welcome(address, welcome, facts);
                case BrokerVisit.Refusal(String wrong, Optional<String> remedy) ->
                    new Finding.Fault(wrong, remedy.orElse(LOOK), facts);
            };
        } catch (BrokerException e) {
            return new Finding.Fault(e.getMessage(), "correct the certificates in the configuration", facts);
        } catch (UsageException e) {
            return new Finding.Fault(e.getMessage(),
                    "correct mqtt.password_file, and make the file readable for the user that runs Mando", facts);
        }
    }

    private static Finding welcome(String address, BrokerVisit.Welcome welcome, Facts seen) {
        Facts facts = seen.with("connectMillis", welcome.connect().toMillis());
        if (welcome.roundTrip().isPresent()) {
            facts = facts.with("roundTripMillis", Math.round(welcome.roundTrip().get().toNanos() / 1e3) / 1e3);
        }
        if (welcome.version().isPresent()) {
            facts = facts.with("version", welcome.version().get());
        }
        return new Finding.Ok(address + welcome.version().map(version -> ", " + version).orElse("") + ", connected in "
                + Numbers.millis(welcome.connect())
                + welcome.roundTrip().map(time -> ", answers in " + Numbers.millis(time)).orElse(""), facts);
    }
}
