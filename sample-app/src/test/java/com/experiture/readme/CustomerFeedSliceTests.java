package com.experiture.readme;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

import com.experiture.boot.test.autoconfigure.ExperitureTest;
import com.experiture.client.call.Endpoint;
import com.experiture.emulator.ExperitureEmulator;

import static com.experiture.emulator.ExperitureAssertions.assertThat;

@ExperitureTest(CustomerFeed.class)
@Import(WorkspaceConfiguration.class)
class CustomerFeedSliceTests {

	private final Customer jane = new Customer("jane@example.com", "Jane", Instant.parse("2026-04-21T15:30:00Z"));

	@Autowired
	private CustomerFeed feed;

	@Autowired
	private ExperitureEmulator emulator;

	@Test
	void customerIsMergedIntoTheProfile() {
		this.emulator.insert("profiles", Map.of("email", "jane@example.com", "newsletter", true));
		this.feed.customerSeen(this.jane);
		assertThat(this.emulator).hasRecords("profiles", 1)
			.record("profiles", "email", "jane@example.com")
			.containsEntry("first_name", "Jane")
			.containsEntry("newsletter", true);
	}

	@Test
	void outageIsWaitedOut() {
		this.emulator.faults().on(Endpoint.RECORDS_UPSERT).times(2).status(503);
		this.feed.customerSeen(this.jane);
		assertThat(this.emulator).hasReceived("records.upsert", 3).hasRecord("profiles", "first_name", "Jane");
	}

}
