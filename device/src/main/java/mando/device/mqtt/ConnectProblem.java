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
 * @param wrong
 *            names the broker and what is wrong
 * @param remedy
 *            what to do; may be empty where nobody knows
 * @param credentialsRefused
 *            whether trying again with the same credentials is pointless
 */
record ConnectProblem(String wrong, String remedy, boolean credentialsRefused) {

    private ConnectProblem(String wrong, String remedy) {
        this(wrong, remedy, false);
    }

    /** Both in one. */
    String sentence() {
        return wrong + (remedy.isEmpty() ? "." : ": " + remedy + ".");
    }

    static ConnectProblem of(BrokerSettings settings, MqttException failure) {
        var broker = "The MQTT broker " + settings.address();
        return switch (failure.getReasonCode()) {
            case MqttException.REASON_CODE_FAILED_AUTHENTICATION, MqttException.REASON_CODE_NOT_AUTHORIZED ->
                settings.credentials().isPresent()
                        ? new ConnectProblem(broker + " refuses the user name or password of \""
                                + settings.credentials().get().username() + "\"",
                                "correct them in the configuration", true)
                        : new ConnectProblem(broker + " refuses to be used without a user name and password",
                                "put them in the configuration", true);
            case MqttException.REASON_CODE_INVALID_CLIENT_ID -> new ConnectProblem(
                    broker + " refuses the client id \"" + settings.clientId() + "\"", "choose another");
            case MqttException.REASON_CODE_BROKER_UNAVAILABLE ->
                new ConnectProblem(broker + " answers that it is not available", "look at its log");
            case MqttException.REASON_CODE_CLIENT_TIMEOUT -> new ConnectProblem(broker + " does not answer",
                    "check that an MQTT broker, not something else, listens there");
            case MqttException.REASON_CODE_CONNECTION_LOST ->
                new ConnectProblem(broker + " closed the connection at once",
                        "check that it is an MQTT broker and whether it asks for TLS");
            default -> network(settings, broker, failure);
        };
    }

    private static ConnectProblem network(BrokerSettings settings, String broker, MqttException failure) {
        return switch (failure.getCause()) {
            case UnknownHostException _ -> new ConnectProblem("The MQTT host \"" + settings.host() + "\" is unknown",
                    "check its name and the network");
            case NoRouteToHostException _ -> new ConnectProblem(broker + " cannot be reached", "check the network");
            case SocketTimeoutException _ ->
                new ConnectProblem(broker + " cannot be reached in time", "check its address and the network");
            case ConnectException e when e.getMessage() != null && e.getMessage().contains("refused") ->
                new ConnectProblem(broker + " refuses the connection",
                        "check that the broker runs and the port is right");
            case ConnectException e ->
                new ConnectProblem(broker + " cannot be reached (" + e.getMessage() + ")", "check the network");
            case SSLException e ->
                new ConnectProblem(broker + " and Mando cannot agree on TLS (" + e.getMessage() + ")",
                        "check the certificates in the configuration");
            case null -> new ConnectProblem(broker + " cannot be used: " + failure.getMessage(), "");
            case Throwable other -> new ConnectProblem(broker + " cannot be used: " + other.getMessage(), "");
        };
    }
}
