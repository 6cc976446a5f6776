#include "api/model_events.h"

#include <algorithm>

#include "api/model_selection.h"

namespace tally::testing_support {

const char* const kWebhookBody =
    "${pactbroker.eventName} ${pactbroker.consumerName} ${pactbroker.consumerVersionNumber} "
    "${pactbroker.providerName} ${pactbroker.providerVersionNumber} ${pactbroker.githubVerificationStatus}";

namespace {

using Delivery = Model::Delivery;
using Publication = Model::Publication;
using Result = Model::Result;

// Seconds until the next attempt after the first, the second, ...
constexpr Moment kRetrySchedule[] = {10, 60, 120, 300, 600, 1200};

bool is_about(const Model& model, const Model::Side& side, const std::string& pacticipant) {
    if (side.name) return *side.name == pacticipant;
    return !side.label || model.find_pacticipant(pacticipant)->labels.count(*side.label) != 0;
}

struct Event {
    std::string name;
    const Publication& publication;
    std::string provider_version;
    std::string status;
    std::optional<int> result = std::nullopt;  // the number of the one that caused it
};

void queue(const Model& model, const Event& event, std::vector<Delivery>& queued) {
    const auto& about = event.publication;
    for (const auto& webhook : model.webhooks) {
        if (!webhook.enabled || webhook.events.count(event.name) == 0) continue;
        if (!is_about(model, webhook.consumer, about.consumer)) continue;
        if (!is_about(model, webhook.provider, about.provider)) continue;
        const auto body = event.name + " " + about.consumer + " " + about.version + " " + about.provider + " " +
                          event.provider_version + " " + event.status;
        queued.push_back({webhook.uuid, event.name, about.consumer, about.version, about.provider, body,
                          webhook.serial, about.serial, event.result, model.now, model.now});
    }
}

std::string status_of(const Result* result) {
    return result == nullptr ? "pending" : result->success ? "success" : "failure";
}

// The newest result by the provider's main branch, else by any of its versions.
const Result* standing_result(const Model& model, const Publication& publication) {
    const auto all = model.results_for(publication);
    const auto main = model.find_pacticipant(publication.provider)->main_branch.value_or("");
    for (auto result = all.rbegin(); result != all.rend(); ++result) {
        if (model.is_on(publication.provider, (*result)->provider_version, main)) return *result;
    }
    return all.empty() ? nullptr : all.back();
}

// Compared with the version before that has the tag; with "" the one before that has none.
bool differs_from_previous(const Model& model, const Publication& publication, const std::string& tag) {
    const Publication* previous = nullptr;
    const auto position = [&](const Publication& one) { return model.position(one.consumer, one.version); };
    for (const auto* one : model.current()) {
        if (one->consumer != publication.consumer || one->provider != publication.provider) continue;
        if (position(*one) >= position(publication)) continue;
        const bool fits = tag.empty() ? model.tags_of(one->consumer, one->version).empty()
                                      : model.has_tag(one->consumer, one->version, tag);
        if (fits && (previous == nullptr || position(*previous) < position(*one))) previous = one;
    }
    return previous == nullptr || previous->content != publication.content;
}

bool is_changed(const Model& model, const Publication& publication, Model::Published how) {
    if (how != Model::Published::created) return how == Model::Published::changed;
    const auto tags = model.tags_of(publication.consumer, publication.version);
    if (tags.empty()) return differs_from_previous(model, publication, "");
    return std::any_of(tags.begin(), tags.end(),
                       [&](const auto& tag) { return differs_from_previous(model, publication, tag); });
}

// Of the versions with this content the newest; revisions that were overwritten come after all others.
const Publication& newest_with_content(const Model& model, const Result& result) {
    const Publication* newest = nullptr;
    const auto key = [&](const Publication& one) {
        return std::pair(!one.overwritten, model.position(one.consumer, one.version));
    };
    for (const auto& one : model.publications) {
        if (one.consumer != result.consumer || one.provider != result.provider) continue;
        if (one.content == result.content && (newest == nullptr || key(*newest) < key(one))) newest = &one;
    }
    return *newest;
}

bool is_live(const Model& model, int webhook_serial) {
    return std::any_of(model.webhooks.begin(), model.webhooks.end(), [&](const Model::Webhook& webhook) {
        return webhook.serial == webhook_serial && webhook.enabled;
    });
}

}  // namespace

std::vector<Delivery> queued_by_publication(const Model& model, const Publication& publication,
                                            Model::Published how) {
    const auto* result = standing_result(model, publication);
    Event event{"contract_published", publication, result == nullptr ? "" : result->provider_version,
                status_of(result)};
    std::vector<Delivery> queued;
    queue(model, event, queued);
    if (is_changed(model, publication, how)) {
        event.name = "contract_content_changed";
        queue(model, event, queued);
    }
    event.name = "contract_requiring_verification_published";
    const auto results = model.results_for(publication);
    for (const auto& version : versions_in_use(model, publication.provider)) {
        const bool has_result = std::any_of(results.begin(), results.end(), [&](const auto* one) {
            return one->provider_version == version;
        });
        event.provider_version = version;
        if (!has_result) queue(model, event, queued);
    }
    return queued;
}

std::vector<Delivery> queued_by_result(const Model& model, const Result& result,
                                       const std::set<std::string>& consumer_versions) {
    std::vector<const Publication*> verified;
    for (const auto& version : consumer_versions) {
        verified.push_back(model.find(result.consumer, version, result.provider));
    }
    if (verified.empty()) verified = {&newest_with_content(model, result)};
    std::vector<Delivery> queued;
    for (const auto* publication : verified) {
        for (const auto* name :
             {"provider_verification_published",
              result.success ? "provider_verification_succeeded" : "provider_verification_failed"}) {
            queue(model, {name, *publication, result.provider_version, status_of(&result), result.number},
                  queued);
        }
    }
    return queued;
}

std::vector<std::string> deliver_due(Model& model, bool is_answered) {
    std::vector<std::string> sent;
    for (auto& one : model.deliveries) {
        if (!one.next || *one.next > model.now) continue;
        one.next = std::nullopt;
        const auto made = static_cast<std::size_t>(one.attempts++);
        one.status = "failure";
        if (!is_live(model, one.webhook_serial)) continue;  // nobody is to be told any more
        sent.push_back(one.body);
        if (is_answered) {
            one.status = "success";
        } else if (made < std::size(kRetrySchedule)) {
            one.status = "retrying";
            one.next = model.now + kRetrySchedule[made];
        }
    }
    return sent;
}

}  // namespace tally::testing_support
