package mando.device.mqtt;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;

/**
 * Why connecting failed, for the user.
 *
 * @param sentence
 *            names the broker, what is wrong and what to do
 * @param credentialsRefused
 *            whether trying again with the same credentials is pointless
 */
record ConnectProblem(String sentence, boolean credentialsRefused) {

    static ConnectProblem of(BrokerSettings settings, MqttException failure) {
        var broker = "The MQTT broker " + settings.address();
        return switch (failure.getReasonCode()) {
            case MqttException.REASON_CODE_FAILED_AUTHENTICATION, MqttException.REASON_CODE_NOT_AUTHORIZED ->
                new ConnectProblem(settings.credentials().isPresent()
                        ? broker + " refuses the user name or password of \"" + settings.credentials().get().username()
                                + "\": correct them in the configuration."
                        : broker + " refuses to be used without a user name and password: put them in the configuration.",
                        true);
            case MqttException.REASON_CODE_INVALID_CLIENT_ID ->
                new ConnectProblem(broker + " refuses the client id \"" + settings.clientId() + "\": choose another.",
                        false);
            case MqttException.REASON_CODE_BROKER_UNAVAILABLE ->
                new ConnectProblem(broker + " answers that it is not available: look at its log.", false);
            case MqttException.REASON_CODE_CLIENT_TIMEOUT -> new ConnectProblem(
                    broker + " does not answer: check that an MQTT broker, not something else, listens there.", false);
            case MqttException.REASON_CODE_CONNECTION_LOST -> new ConnectProblem(broker
                    + " closed the connection at once: check that it is an MQTT broker and whether it asks for TLS.",
                    false);
            default -> new ConnectProblem(network(settings, broker, failure), false);
        };
    }

    private static String network(BrokerSettings settings, String broker, MqttException failure) {
        return switch (failure.getCause()) {
            case UnknownHostException _ ->
                "The MQTT host \"" + settings.host() + "\" is unknown: check its name and the network.";
            case NoRouteToHostException _ -> broker + " cannot be reached: check the network.";
            case SocketTimeoutException _ -> broker + " cannot be reached in time: check its address and the network.";
            case ConnectException e when e.getMessage() != null && e.getMessage().contains("refused") ->
                broker + " refuses the connection: check that the broker runs and the port is right.";
            case ConnectException e -> broker + " cannot be reached (" + e.getMessage() + "): check the network.";
            case SSLException e -> broker + " and Mando cannot agree on TLS (" + e.getMessage()
                    + "): check the certificates in the configuration.";
            case null -> broker + " cannot be used: " + failure.getMessage() + ".";
            case Throwable other -> broker + " cannot be used: " + other.getMessage() + ".";
        };
    }
}
