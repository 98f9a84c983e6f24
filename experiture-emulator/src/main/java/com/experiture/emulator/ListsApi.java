package com.experiture.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The family lists. How many members one request may name is assumed.
 */
final class ListsApi {

	private static final int MAX_KEYS = 10_000;

	private static final String NORMALIZED = "email_lower_trim";

	private final StaticLists lists;

	private final EmulatorSettings settings;

	ListsApi(StaticLists lists, EmulatorSettings settings) {
		this.lists = lists;
		this.settings = settings;
	}

	Answer create(ApiCall call) {
		Input body = call.input().only("name", "description");
		String name = body.text("name", 1, 200);
		String description = body.optionalText("description", 0, 2000);
		return this.lists.locked(() -> {
			if (this.settings.uniqueListNames()) {
				this.lists.requireUnused(name, "name");
			}
			return Answer.created(this.lists.create(name, description, "manual", call.now()).json());
		});
	}

	Answer list(ApiCall call) {
		return this.lists.locked(() -> Paging.byPage(call, this.lists.all(), StaticList::json));
	}

	Answer get(ApiCall call) {
		return this.lists.locked(() -> Answer.ok(this.lists.requested(call.variable(0)).json()));
	}

	Answer update(ApiCall call) {
		Input body = call.input().assumed(BeyondDocumentation.LIST_CHANGE).only("name", "description");
		if (body.members().isEmpty()) {
			throw BeyondDocumentation.LIST_CHANGE.mark(ApiProblem.invalid("There is nothing to change", null));
		}
		return this.lists.locked(() -> {
			StaticList list = this.lists.requested(call.variable(0));
			if (body.mentions("name")) {
				String name = body.text("name", 1, 200);
				if (this.settings.uniqueListNames() && !name.equals(list.name())) {
					this.lists.requireUnused(name, "name");
				}
				list.rename(name);
			}
			if (body.mentions("description")) {
				list.describe(body.optionalText("description", 0, 2000));
			}
			return Answer.ok(list.json());
		});
	}

	Answer delete(ApiCall call) {
		this.lists.remove(call.variable(0));
		return Answer.ok(new Members().with("id", call.variable(0)).with("deleted", true));
	}

	Answer listMembers(ApiCall call) {
		return this.lists
			.locked(() -> Paging.byPage(call, this.lists.requested(call.variable(0)).members(), (member) -> member));
	}

	Answer upsertMembers(ApiCall call) {
		Keys keys = keys(call.input());
		return this.lists.locked(() -> {
			StaticList list = this.lists.requested(call.variable(0));
			long added = keys.values.stream().filter((key) -> list.add(keys.kind, key, call.now())).count();
			return answer(list, "added", added, keys.values.size());
		});
	}

	Answer removeMembers(ApiCall call) {
		Keys keys = keys(call.input());
		return this.lists.locked(() -> {
			StaticList list = this.lists.requested(call.variable(0));
			long removed = keys.values.stream().filter(list::remove).count();
			return answer(list, "removed", removed, keys.values.size());
		});
	}

	private static Answer answer(StaticList list, String what, long changed, int requested) {
		return Answer.ok(new Members().with("listId", list.id())
			.with("requested", requested)
			.with(what, changed)
			.with("unchanged", requested - changed)
			.with("memberCount", list.keys().size()));
	}

	private static Keys keys(Input body) {
		if (!body.has("recordIds") && !body.has("contactKeys")) {
			throw ApiProblem.invalid("Contact keys are needed", "contactKeys");
		}
		Input assumed = body.assumed(BeyondDocumentation.LIST_MEMBERS);
		if (body.has("recordIds") && body.has("contactKeys")) {
			throw BeyondDocumentation.LIST_MEMBERS
				.mark(ApiProblem.invalid("Either contact keys or record ids can be given", "contactKeys"));
		}
		String member = body.has("recordIds") ? "recordIds" : "contactKeys";
		if (body.has("normalizationMode")) {
			assumed.oneOf("normalizationMode", NORMALIZED);
		}
		body.list(member, 0, Integer.MAX_VALUE);
		List<?> entries = assumed.list(member, 1, MAX_KEYS);
		List<String> values = new ArrayList<>(entries.size());
		for (int i = 0; i < entries.size(); i++) {
			String path = member + "[" + i + "]";
			if (!(entries.get(i) instanceof String text)) {
				throw ApiProblem.invalid("Must be a text", path, entries.get(i));
			}
			if (text.isBlank()) {
				throw BeyondDocumentation.LIST_MEMBERS.mark(ApiProblem.invalid("Must not be blank", path, text));
			}
			values.add(member.equals("contactKeys") ? normalized(text) : text);
		}
		return new Keys(member.equals("recordIds") ? "recordId" : "contactKey", values);
	}

	// A contact key without an @ is a customer id, which the mode leaves as it is.
	private static String normalized(String contactKey) {
		return (contactKey.indexOf('@') >= 0) ? contactKey.strip().toLowerCase(Locale.ROOT) : contactKey;
	}

	private record Keys(String kind, List<String> values) {
	}

}
