package com.experiture.emulator.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the emulator that runs inside the application.
 */
@ConfigurationProperties("experiture.emulator")
public class EmulatorProperties {

	/**
	 * Whether to start an emulator of Experiture inside the application and to use it in
	 * place of the service. Nothing reaches the service then.
	 */
	private boolean enabled;

	/**
	 * Port of the emulator on the loopback interface; 0 for any free one.
	 */
	private int port;

	/**
	 * Return whether there is an emulator.
	 * @return whether there is one
	 */
	public boolean isEnabled() {
		return this.enabled;
	}

	/**
	 * Set whether there is an emulator.
	 * @param enabled whether there is one
	 */
	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	/**
	 * Return the port.
	 * @return the port, 0 for any free one
	 */
	public int getPort() {
		return this.port;
	}

	/**
	 * Set the port.
	 * @param port the port, 0 for any free one
	 */
	public void setPort(int port) {
		this.port = port;
	}

}
