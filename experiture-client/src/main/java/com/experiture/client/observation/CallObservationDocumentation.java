package com.experiture.client.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of the client.
 */
public enum CallObservationDocumentation implements ObservationDocumentation {

	/**
	 * One logical call, including its attempts and waits.
	 */
	CALL {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultCallObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeyNames.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeyNames.values();
		}

		@Override
		public Observation.Event[] getEvents() {
			return Events.values();
		}

	};

	/**
	 * Key values of low cardinality, which become tags of the timer.
	 */
	public enum LowCardinalityKeyNames implements KeyName {

		/** The name of the workspace in the application. */
		WORKSPACE("workspace"),

		/** The endpoint, such as {@code records.upsert}. */
		ENDPOINT("endpoint"),

		/** The API family, such as {@code records}. */
		FAMILY("family"),

		/** {@code success}, {@code error} or {@code cancelled}. */
		OUTCOME("outcome"),

		/** {@code 2xx}, the status of an error, or {@code none}. */
		STATUS("status"),

		/** The API's error code, {@code none} or {@code other}. */
		ERROR_CODE("error.code");

		private final String key;

		LowCardinalityKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Key values of high cardinality, which occur in spans only.
	 */
	public enum HighCardinalityKeyNames implements KeyName {

		/** The id that is sent with every attempt. */
		CORRELATION_ID("correlation.id"),

		/**
		 * The correlation id of the API's last response, or {@code none}.
		 */
		SERVER_CORRELATION_ID("server.correlation.id"),

		/** How many requests were sent. */
		ATTEMPTS("attempts");

		private final String key;

		HighCardinalityKeyNames(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Events during a call.
	 */
	public enum Events implements Observation.Event {

		/** An attempt failed, whether or not it is retried. */
		ATTEMPT_FAILED("attempt.failed");

		private final String name;

		Events(String name) {
			this.name = name;
		}

		@Override
		public String getName() {
			return this.name;
		}

		@Override
		public String getContextualName() {
			return this.name;
		}

	}

}
