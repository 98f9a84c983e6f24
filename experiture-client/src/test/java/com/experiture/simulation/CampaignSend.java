package com.experiture.simulation;

import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;

/**
 * Sends a campaign, and again only if the failed call had no effect.
 */
final class CampaignSend extends Operation {

	private int repetitions;

	private boolean succeeded;

	private Effect worst = Effect.NONE;

	CampaignSend(Application application) {
		super(application, "send");
		this.repetitions = application.between(0, 2);
	}

	@Override
	void start() {
		call(application().client().reactive().campaigns().send(name()), application().callTimeout(),
				(job) -> this.succeeded = true, (failure) -> {
					Effect effect = (failure instanceof ExperitureException known) ? known.effect() : Effect.NONE;
					this.worst = this.worst.and(effect);
					if (effect == Effect.NONE && !application().isClosed() && this.repetitions-- > 0) {
						start();
					}
				});
	}

	@Override
	void check() {
		int sent = application().effects().ofSend(name());
		application().checks().that(sent <= 1, "a campaign is sent at most once", "%s: %s times", name(), sent);
		if (this.succeeded) {
			application().checks().that(sent == 1, "a success has its effect", "%s: sent %s times", name(), sent);
		}
		else if (!isCancelled() && this.worst == Effect.NONE) {
			application().checks()
				.that(sent == 0, "a failure without effect has none", "%s: sent %s times", name(), sent);
		}
		else if (this.worst == Effect.DONE) {
			application().checks()
				.that(sent == 1, "a confirmed effect has happened", "%s: sent %s times", name(), sent);
		}
	}

}
