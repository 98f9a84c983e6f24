package com.experiture.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;

import com.experiture.client.ExperitureClient;
import com.experiture.client.settings.DurationLimits;
import com.experiture.client.writer.RecordWriter;
import com.experiture.client.writer.UndeliveredRecordsHandler;
import com.experiture.client.writer.WriterOptions;

/**
 * Creates the record writer of a workspace.
 */
class RecordWriterFactory {

	private final ExperitureProperties properties;

	private final WorkspaceBeans beans;

	private final ObjectProvider<LifecycleProperties> lifecycle;

	RecordWriterFactory(ExperitureProperties properties, WorkspaceBeans beans,
			ObjectProvider<LifecycleProperties> lifecycle) {
		this.properties = properties;
		this.beans = beans;
		this.lifecycle = lifecycle;
	}

	/**
	 * Create a writer for a client.
	 * @param client the client, auto-configured or of the application
	 * @return the writer, to be closed before the client
	 */
	RecordWriter create(ExperitureClient client) {
		ExperitureProperties.Writer writer = this.properties.getWorkspaces()
			.getOrDefault(client.workspace(), this.properties)
			.getWriter();
		WriterOptions.Builder options = ExperitureSettings.writerOptions(writer).drainTimeout(drainTimeout());
		UndeliveredRecordsHandler handler = handler(client.workspace());
		return client.records().writer(((handler != null) ? options.onUndelivered(handler) : options).build());
	}

	private @Nullable UndeliveredRecordsHandler handler(String workspace) {
		UndeliveredRecordsHandler own = this.beans.find(UndeliveredRecordsHandler.class, workspace);
		return (own != null) ? own
				: this.beans.find(UndeliveredRecordsHandler.class, ExperitureClient.DEFAULT_WORKSPACE);
	}

	// The rest of the phase is for the handlers of undelivered records.
	private Duration drainTimeout() {
		Duration phase = this.lifecycle.stream()
			.findFirst()
			.map(LifecycleProperties::getTimeoutPerShutdownPhase)
			.orElse(Duration.ofSeconds(30));
		Duration bounded = (phase.compareTo(DurationLimits.LONGEST) > 0) ? DurationLimits.LONGEST : phase;
		return bounded.multipliedBy(9).dividedBy(10);
	}

}
