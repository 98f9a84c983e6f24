package com.experiture.emulator.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of the emulator that runs inside the application.
 */
@ConfigurationProperties("experiture.emulator")
public class EmulatorProperties {

	/**
	 * Whether to start an emulator inside the application and to use it instead of the
	 * service.
	 */
	private boolean enabled;

	/**
	 * Port of the emulator on the loopback interface. Use 0 for a random port.
	 */
	private int port;

	/**
	 * Return whether to start an emulator.
	 * @return whether to start an emulator
	 */
	public boolean isEnabled() {
		return this.enabled;
	}

	/**
	 * Set whether to start an emulator.
	 * @param enabled whether to start an emulator
	 */
	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	/**
	 * Return the port.
	 * @return the port, 0 for a random port
	 */
	public int getPort() {
		return this.port;
	}

	/**
	 * Set the port.
	 * @param port the port, 0 for a random port
	 */
	public void setPort(int port) {
		this.port = port;
	}

}
