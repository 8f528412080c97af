package mando.device.mqtt;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttException;

/** What came of going to a broker, looking and leaving: with no last will, no message and no session that stays behind. */
public sealed interface BrokerVisit {

    /**
     * It lets us in.
     *
     * @param connect
     *            how long connecting took
     * @param roundTrip
     *            how long a subscription took to be acknowledged, where the broker allowed it
     * @param version
     *            what the broker says that it is, where it does
     */
    record Welcome(Duration connect, Optional<Duration> roundTrip, Optional<String> version) implements BrokerVisit {}

    /**
     * It does not.
     *
     * @param wrong
     *            names the broker and what is wrong
     * @param remedy
     *            what to do, where anybody knows
     */
    record Refusal(String wrong, Optional<String> remedy) implements BrokerVisit {}

    /**
     * Visits a broker.
     *
     * @param settings
     *            with a client id that nobody else has: a broker throws out the older of two
     * @throws BrokerException
     *             if the certificates or the key cannot be read
     */
    static BrokerVisit of(BrokerSettings settings) {
        try {
            return new BrokerVisitor(settings).visit();
        } catch (MqttException e) {
            var problem = ConnectProblem.of(settings, e);
            return new Refusal(problem.wrong(), Optional.of(problem.remedy()).filter(remedy -> !remedy.isEmpty()));
        }
    }
}
