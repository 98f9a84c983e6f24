package com.experiture.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.experiture.client.error.NotFoundException;
import com.experiture.client.settings.RetrySettings;
import com.experiture.client.testing.RecordedEvents;

import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the records that listeners hear of.
 */
class RecordsReportsTests extends ContractTests {

	private static final Map<String, String> RECORD = Map.of("email", "jane@example.com");

	private final RecordedEvents events = new RecordedEvents();

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\0',
			value = { "{\"jobId\":\"j-1\"}; records pending 3", "{\"acceptedRecords\":3}; records accepted 3",
					"{\"acceptedRecords\":99}; records accepted 3",
					"{\"acceptedRecords\":1,\"rejectedRecords\":2}; records accepted 1,records rejected 2",
					"{\"results\":[{\"accepted\":true},{\"accepted\":false},{\"accepted\":true}]};"
							+ " records accepted 2,records rejected 1" })
	void countsBatchByResponse(String answer, String expected) {
		respondWithData(answer);
		try (ExperitureClient client = client()) {
			client.records().upsertBatch("profiles", List.of(RECORD, RECORD, RECORD), "email");
		}
		assertThat(this.events.starting("records")).containsExactly(expected.split(","));
	}

	@Test
	void singleRecordIsAcceptedOrRejected() {
		try (ExperitureClient client = client()) {
			respondWithData("{\"accepted\":true}");
			client.profiles().upsert(RECORD);
			client.records().append("orders", RECORD);
			respondWithData("{\"accepted\":false}");
			client.profiles().upsert(RECORD);
		}
		assertThat(this.events.starting("records")).containsExactly("records accepted 1", "records accepted 1",
				"records rejected 1");
	}

	@Test
	void reportsRecordsOfFailedCallAsFailed() {
		respond(notFound());
		try (ExperitureClient client = client()) {
			assertThatExceptionOfType(NotFoundException.class)
				.isThrownBy(() -> client.records().appendBatch("nothing", List.of(RECORD, RECORD)));
		}
		assertThat(this.events.starting("records")).containsExactly("records failed 2");
	}

	@Test
	void notifiesListenersAtStartAndEnd() {
		client().close();
		assertThat(this.events.all()).containsExactly("opened", "closed");
	}

	private ExperitureClient client() {
		return ExperitureClient.builder()
			.baseUrl(URI.create(api.baseUrl() + PREFIX))
			.tokenProvider(new FixedToken())
			.retry(new RetrySettings(1, Duration.ZERO, Duration.ZERO))
			.listener(this.events)
			.build();
	}

}
