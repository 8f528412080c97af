package mando.device;

import java.util.Map;
import mando.device.configuration.Configuration;

/**
 * One action on one device, checked: the device has the action, and each slot has a value that it may have.
 *
 * @param slots as commanded; relative ones are worked out when the step is done
 */
record Step(Configuration.Device device, String verb, Map<String, Object> slots) {}
