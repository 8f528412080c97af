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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import mando.device.Actuator;
import mando.device.Command;
import mando.device.DeviceState;
import mando.device.Dispatcher;
import mando.device.Home;
import mando.device.configuration.Configuration;
import mando.device.gpio.Board;
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

/**
 * The devices of a configuration, connected: board, broker and dispatcher. Closing it returns every line to its initial level. It can go on with
 * another configuration: what has not changed stays connected.
 */
public final class Household implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Board board;
    private final Optional<PahoBroker> broker;
    private final String baseTopic;
    private final Wiring wiring;
    private final Dispatcher dispatcher;
    private final Optional<EventPublisher> events;
    private final Optional<CommandSubscriber> commands;
    private final Optional<HomeAssistantDiscovery> discovery;
    private final List<AutoCloseable> attached = new ArrayList<>();
    private volatile Home home;
    private Optional<StateSubscriber> states;

    private Household(Configuration configuration, Board board, Optional<PahoBroker> broker,
            Consumer<String> announcements) {
        this.board = board;
        this.broker = broker;
        this.baseTopic = configuration.mqtt().map(Configuration.Mqtt::baseTopic).orElse("");
        this.home = new Home(configuration);
        this.wiring = new Wiring(board, this::sensed);
        wiring.take(configuration.devices());
        this.dispatcher = new Dispatcher(home, actuators(configuration), Clock.system(ZoneId.systemDefault()),
                configuration.safety().confirmTimeout(), announcements);
        this.events = broker.map(connected -> new EventPublisher(connected, baseTopic));
        this.states = broker.map(connected -> new StateSubscriber(connected, home, baseTopic));
        this.commands = broker.map(
                connected -> new CommandSubscriber(configuration.devices(), connected, baseTopic, this::commanded));
        this.discovery = configuration.mqtt().filter(Configuration.Mqtt::discovery)
                .map(mqtt -> new HomeAssistantDiscovery(broker.orElseThrow(), settings(mqtt), mqtt.discoveryPrefix(),
                        configuration.devices()));
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
        try {
            return new Household(configuration, board, broker, announcements);
        } catch (RuntimeException e) {
            broker.ifPresent(PahoBroker::close);
            throw e;
        }
    }

    /**
     * Goes on with another configuration that {@link Unchangeable} has nothing against. What is being done is finished before; timers and what was
     * put off go on as {@link Dispatcher#replace} says. For one thread.
     *
     * @throws mando.device.gpio.GpioException where a line cannot be had: then nothing has changed
     * @throws BrokerException where a topic is none: then nothing has changed
     */
    void replace(Configuration configuration) {
        wiring.take(configuration.devices());
        Home before = home;
        var next = new Home(configuration);
        Optional<StateSubscriber> statesBefore = states;
        try {
            // Both homes hear what devices say until one is left: nothing is missed.
            states = broker.map(connected -> new StateSubscriber(connected, next, baseTopic));
        } catch (BrokerException e) {
            wiring.releaseOthers(before.devices());
            throw e;
        }
        dispatcher.replace(next, actuators(configuration), configuration.safety().confirmTimeout());
        home = next;
        statesBefore.ifPresent(StateSubscriber::close);
        wiring.releaseOthers(configuration.devices());
        commands.ifPresent(subscriber -> subscriber.replace(configuration.devices()));
        discovery.ifPresent(announcer -> announcer.replace(configuration.devices()));
        configuration.devices().stream().filter(device -> device.gpio().isPresent()).forEach(device -> {
            wiring.sensor(device).ifPresent(state -> next.setState(device, state));
            if (before.devices().stream().noneMatch(known -> known.name().equals(device.name()))) {
                publisher(device).ifPresent(publisher -> publisher.publish(next.state(device)));
            }
        });
    }

    private Map<String, Actuator> actuators(Configuration configuration) {
        var actuators = new HashMap<String, Actuator>();
        for (Configuration.Device device : configuration.devices()) {
            wiring.output(device)
                    .map(line -> publisher(device).map(publisher -> publisher.publishing(line)).orElse(line))
                    .ifPresent(actuator -> actuators.put(device.name(), actuator));
            if (device.mqtt().isPresent() && broker.isPresent()) {
                actuators.put(device.name(), new MqttActuator(broker.get(), device, baseTopic));
            }
        }
        return actuators;
    }

    private Optional<StatePublisher> publisher(Configuration.Device device) {
        return broker.map(connected -> new StatePublisher(device, connected, baseTopic));
    }

    private void sensed(Configuration.Gpio gpio, DeviceState state) {
        home.devices().stream().filter(device -> device.gpio().filter(gpio::equals).isPresent()).forEach(device -> {
            home.setState(device, state);
            publisher(device).ifPresent(publisher -> publisher.publish(state));
        });
    }

    /** What comes in over MQTT for GPIO devices is checked like any other command. */
    private void commanded(Command command) {
        Logger.info("MQTT command {}: {}", command.toJson(), dispatcher.executeUnattended(command).text());
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

    /** Publishes that a changed configuration is in force, or why it is not. */
    void publishConfiguration(boolean fault, String text) {
        events.ifPresent(publisher -> publisher.publish(
                JSON.createObjectNode().put("event", "configuration").put("fault", fault).put("text", text)));
    }

    /** Publishes that something is wrong with the microphone, or well again. */
    void publish(CaptureEvent event) {
        events.ifPresent(publisher -> publisher.publish(JSON.createObjectNode().put("event", "microphone")
                .put("kind", event.kind().name().toLowerCase(Locale.ROOT)).put("fault", event.fault())
                .put("text", event.text())));
    }

    @Override
    public void close() {
        discovery.ifPresent(attached::add);
        commands.ifPresent(attached::add);
        states.ifPresent(attached::add);
        for (AutoCloseable part : attached) {
            try {
                part.close();
            } catch (Exception e) {
                Logger.warn(e, "A part of the home could not be closed");
            }
        }
        dispatcher.close();
        wiring.close();
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
