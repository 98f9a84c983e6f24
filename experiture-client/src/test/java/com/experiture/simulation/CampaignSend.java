package com.experiture.simulation;

import com.experiture.client.error.Effect;
import com.experiture.client.error.ExperitureException;

/**
 * Sends a campaign; again only where nothing can have happened.
 */
final class CampaignSend extends Operation {

	private int repetitions;

	private boolean succeeded;

	private Effect worst = Effect.NONE;

	CampaignSend(World world) {
		super(world, "send");
		this.repetitions = world.between(0, 2);
	}

	@Override
	void start() {
		call(world().client().reactive().campaigns().send(name()), world().callTimeout(),
				(job) -> this.succeeded = true, (failure) -> {
					Effect effect = (failure instanceof ExperitureException known) ? known.effect() : Effect.NONE;
					this.worst = this.worst.and(effect);
					if (effect == Effect.NONE && !world().isClosed() && this.repetitions-- > 0) {
						start();
					}
				});
	}

	@Override
	void check() {
		int sent = world().effects().ofSend(name());
		world().checks().that(sent <= 1, "a campaign is sent once at most", "%s: %s times", name(), sent);
		if (this.succeeded) {
			world().checks().that(sent == 1, "a success has its effect", "%s: sent %s times", name(), sent);
		}
		else if (!isCancelled() && this.worst == Effect.NONE) {
			world().checks().that(sent == 0, "a failure without effect has none", "%s: sent %s times", name(), sent);
		}
		else if (this.worst == Effect.DONE) {
			world().checks().that(sent == 1, "an effect that is done is there", "%s: sent %s times", name(), sent);
		}
	}

}
