package com.experiture.client;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.experiture.client.campaigns.CampaignDraft;
import com.experiture.client.campaigns.CampaignSummary;
import com.experiture.client.campaigns.Channel;
import com.experiture.client.campaigns.ExecutionStatus;
import com.experiture.client.campaigns.IssueSeverity;
import com.experiture.client.imports.ImportState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests each value of the documented sets of values.
 */
class DocumentedValuesTests extends ContractTests {

	@ParameterizedTest
	@CsvSource({ "idle,", "pending,7", "ok,7", "failed,7" })
	void readsDocumentedStatesOfReach(String state, Long count) {
		respondWithData("""
				{"campaignId":"c-1","name":"n","campaignType":"broadcast","channel":"email","authoringStatus":"draft",
				"audience":{"included":[],"excluded":[],"reach":{"status":"%s","evaluatedCount":%s,"isStale":false}}}"""
			.formatted(state, count));
		CampaignSummary.Reach reach = this.client.campaigns().getSummary("c-1").audience().reach();
		assertThat(reach.status().value()).isEqualTo(state);
		assertThat(reach.evaluatedCount()).isEqualTo(count);
	}

	@ParameterizedTest
	@CsvSource({ "pending,false", "ready,false", "running,false", "completed,true", "failed,true" })
	void readsDocumentedStatesOfImportJob(String state, boolean terminal) {
		respondWithData("{\"jobId\":\"imp_1\",\"status\":\"" + state + "\"}");
		ImportState read = this.client.imports().get("imp_1").state();
		assertThat(read.value()).isEqualTo(state);
		assertThat(read.isTerminal()).isEqualTo(terminal);
	}

	@ParameterizedTest
	@CsvSource({ "not_scheduled,false", "scheduled,false", "running,false", "completed,true", "failed,true" })
	void readsDocumentedStatesOfExecution(String state, boolean terminal) {
		respondWithData("{\"status\":\"" + state + "\"}");
		ExecutionStatus read = this.client.campaigns().getStatus("c-1").executionStatus();
		assertThat(read.value()).isEqualTo(state);
		assertThat(read.isTerminal()).isEqualTo(terminal);
	}

	@ParameterizedTest
	@ValueSource(strings = { "blocker", "warning", "info" })
	void readsDocumentedSeverities(String severity) {
		respondWithData("""
				{"journeyId":"c-1","canPublish":true,"summary":{"blockers":0,"warnings":0,"info":0},
				"issues":[{"severity":"%s","code":"C","message":"m"}]}""".formatted(severity));
		assertThat(this.client.campaigns().preflight("c-1").issues().get(0).severity())
			.isEqualTo(new IssueSeverity(severity));
	}

	@ParameterizedTest
	@ValueSource(strings = { "email", "sms", "push", "direct_mail" })
	void sendsDocumentedChannelsInDraft(String channel) {
		respondWithData("{\"id\":\"c-1\"}");
		this.client.campaigns().create(CampaignDraft.builder("Spring", new Channel(channel)).build());
		assertSent("POST /campaigns",
				"{\"campaignType\":\"broadcast\",\"name\":\"Spring\",\"channel\":\"" + channel + "\"}");
	}

}
