package mando.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import mando.device.Actuator;
import mando.device.DeviceType;
import mando.device.Dispatcher;
import mando.device.Home;
import mando.device.configuration.Configuration;
import mando.device.gpio.Board;
import mando.device.gpio.GpioActuator;
import mando.device.gpio.GpioSensor;
import mando.device.mqtt.BrokerException;
import mando.device.mqtt.BrokerSettings;
import mando.device.mqtt.CommandSubscriber;
import mando.device.mqtt.EventPublisher;
import mando.device.mqtt.HomeAssistantDiscovery;
import mando.device.mqtt.MqttActuator;
import mando.device.mqtt.PahoBroker;
import mando.device.mqtt.StatePublisher;
import mando.device.mqtt.StateSubscriber;
import mando.speech.capture.CaptureEvent;
import org.tinylog.Logger;

/** The devices of a configuration, connected: board, broker and dispatcher. Closing it returns every line to its initial level. */
public final class Household implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Board board;
    private final Optional<PahoBroker> broker;
    private final Dispatcher dispatcher;
    private final Optional<EventPublisher> events;
    private final List<AutoCloseable> attached;

    private Household(Board board, Optional<PahoBroker> broker, Dispatcher dispatcher, Optional<EventPublisher> events,
            List<AutoCloseable> attached) {
        this.board = board;
        this.broker = broker;
        this.dispatcher = dispatcher;
        this.events = events;
        this.attached = attached;
    }

    /**
     * Connects the devices.
     *
     * @param board is closed with the household
     * @param announcements hears what is to be said without having been asked
     * @throws BrokerException where the broker refuses us
     */
    public static Household open(Configuration configuration, Board board, Consumer<String> announcements) {
        Optional<PahoBroker> broker = configuration.mqtt().map(Household::connect);
        String baseTopic = configuration.mqtt().map(Configuration.Mqtt::baseTopic).orElse("");
        var home = new Home(configuration);
        var attached = new ArrayList<AutoCloseable>();
        var actuators = new HashMap<String, Actuator>();
        for (Configuration.Device device : configuration.devices()) {
            if (device.gpio().isPresent() && device.type() == DeviceType.SENSOR) {
                var publisher = broker.map(connected -> new StatePublisher(device, connected, baseTopic));
                attached.add(new GpioSensor(device.gpio().get(), board, state -> {
                    home.setState(device, state);
                    publisher.ifPresent(to -> to.publish(state));
                }));
            } else if (device.gpio().isPresent()) {
                Actuator line = GpioActuator.of(device.gpio().get(), board);
                actuators.put(device.name(), broker
                        .map(connected -> new StatePublisher(device, connected, baseTopic).publishing(line))
                        .orElse(line));
            } else if (device.mqtt().isPresent() && broker.isPresent()) {
                actuators.put(device.name(), new MqttActuator(broker.get(), device, baseTopic));
            }
        }
        var dispatcher = new Dispatcher(home, actuators, Clock.system(ZoneId.systemDefault()),
                configuration.safety().confirmTimeout(),
                announcements);
        broker.ifPresent(connected -> attach(configuration, connected, home, dispatcher, attached));
        return new Household(board, broker, dispatcher,
                broker.map(connected -> new EventPublisher(connected, baseTopic)),
                attached);
    }

    /** What comes in over MQTT: states of MQTT devices, and commands for GPIO devices, which are checked like any other. */
    private static void attach(Configuration configuration, PahoBroker broker, Home home, Dispatcher dispatcher,
            List<AutoCloseable> attached) {
        Configuration.Mqtt mqtt = configuration.mqtt().orElseThrow();
        attached.add(new StateSubscriber(broker, home, mqtt.baseTopic()));
        attached.add(new CommandSubscriber(configuration.devices(), broker, mqtt.baseTopic(),
                command -> Logger.info("MQTT command {}: {}", command.toJson(),
                        dispatcher.executeUnattended(command).text())));
        if (mqtt.discovery()) {
            attached.add(new HomeAssistantDiscovery(broker, settings(mqtt), mqtt.discoveryPrefix(),
                    configuration.devices()));
        }
    }

    /**
     * How Mando connects to a configured broker.
     *
     * @throws UsageException where the password's file cannot be read
     */
    public static BrokerSettings settings(Configuration.Mqtt mqtt) {
        BrokerSettings settings = BrokerSettings.of(mqtt.host(), mqtt.port(), mqtt.clientId(), mqtt.baseTopic());
        Optional<String> password = mqtt.password().or(() -> mqtt.passwordFile().map(Household::password));
        return mqtt.username()
                .map(name -> settings.withCredentials(new BrokerSettings.Credentials(name, password.orElse(""))))
                .orElse(settings);
    }

    private static PahoBroker connect(Configuration.Mqtt mqtt) {
        var broker = new PahoBroker(settings(mqtt), new Random());
        try {
            broker.connect().ifPresent(problem -> Logger.warn("{}; trying again in the background", problem));
        } catch (BrokerException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UsageException("the MQTT password file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** What does the commands. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }

    /** Publishes a turn as an event, where there is a broker; the journal has it all the same. */
    public void publish(Turn turn) {
        events.ifPresent(publisher -> publisher.publish(TurnJson.of(turn)));
    }

    /**
     * Lets the button and the messages on {@code baseTopic/listen/set}, {@code start} and {@code stop}, wake Mando. The handlers are called on
     * threads of the board and the broker, and must return soon.
     *
     * @param pressed hears the cause
     */
    void wake(Configuration configuration, Consumer<String> pressed, Runnable cancelled) {
        configuration.wake().button().ifPresent(button -> attached.add(board.input(button.pin(),
                Board.Pull.valueOf(button.pull().toUpperCase(Locale.ROOT)), (_, high) -> {
                    if (high != button.activeLow()) {
                        pressed.accept("the button was pressed");
                    }
                })));
        broker.ifPresent(connected -> attached.add(connected
                .subscribe(configuration.mqtt().orElseThrow().baseTopic() + "/listen/set", message -> {
                    // A retained one was meant for another time.
                    if (message.retained()) {
                        return;
                    }
                    switch (message.text().strip().toLowerCase(Locale.ROOT)) {
                        case "start" -> pressed.accept("an MQTT message");
                        case "stop" -> cancelled.run();
                        default -> Logger.warn("Ignored a message on \"{}\": it is neither start nor stop",
                                message.topic());
                    }
                })));
    }

    /** Publishes that something is wrong with the microphone, or well again. */
    void publish(CaptureEvent event) {
        events.ifPresent(publisher -> publisher.publish(JSON.createObjectNode().put("event", "microphone")
                .put("kind", event.kind().name().toLowerCase(Locale.ROOT)).put("fault", event.fault())
                .put("text", event.text())));
    }

    @Override
    public void close() {
        for (AutoCloseable part : attached) {
            try {
                part.close();
            } catch (Exception e) {
                Logger.warn(e, "A part of the home could not be closed");
            }
        }
        dispatcher.close();
        broker.ifPresent(PahoBroker::close);
        board.close();
    }

    /** What the log says of a household. */
    List<String> describe() {
        return List.of(board.simulated() ? "virtual GPIO board" : "GPIO board",
                broker.map(connected -> connected.connected() ? "MQTT connected" : "MQTT not connected")
                        .orElse("no MQTT"));
    }
}
