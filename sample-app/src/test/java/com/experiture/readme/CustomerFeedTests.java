package com.experiture.readme;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import com.experiture.boot.test.autoconfigure.AutoConfigureExperitureEmulator;
import com.experiture.client.call.Endpoint;
import com.experiture.emulator.ExperitureEmulator;
import com.experiture.emulator.Fault;

import static com.experiture.emulator.ExperitureAssertions.assertThat;

@SpringBootTest
@AutoConfigureExperitureEmulator
class CustomerFeedTests {

	@Test
	void writesOrderOnceWhenResponseIsLost(@Autowired CustomerFeed feed, @Autowired ExperitureEmulator emulator) {
		emulator.faults().on(Endpoint.RECORDS_APPEND).times(1).inject(Fault.drop().afterCommit());
		feed.orderPlaced("o-1", Map.of("order_id", "o-1"));
		assertThat(emulator).hasReceived("records.append", 2).hasRecords("orders", 1);
	}

}
