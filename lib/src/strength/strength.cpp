#include "strength/strength.h"

#include <utility>

#include "base/encoding.h"
#include "base/secrets.h"
#include "base/text.h"
#include "http/content_type.h"
#include "matching/match.h"
#include "strength/body_changes.h"
#include "strength/suggestion.h"
#include "verification/hide_secrets.h"
#include "verification/message_exchange.h"

namespace tally::strength {

namespace {

constexpr std::size_t kValueBytes = 60;
// Of answers printed and compared again, in all; keeps large answers from taking minutes.
constexpr std::size_t kMaxBytesCompared = 256u << 20;
constexpr std::string_view kMetadataHeader = "Pact-Message-Metadata";

std::string shown(const std::string& location, const json::Value& value) {
    if (verification::is_secret_path(location)) return "***";
    return text::shorten(masked_json(json::to_text(value)), kValueBytes);
}

bool is_json(std::string_view own, const model::Body& declared, std::string_view body) {
    return http::effective_content_type(own, declared.content_type, body).is_json();
}

class Measuring {
  public:
    Measuring(const model::Contract& contract, const model::Interaction& interaction,
              const http::Response& answer)
        : interaction_(interaction), answer_(answer) {
        settings_.version = contract.version;
        settings_.max_body_mismatches = 1;  // one is enough to notice
    }

    Strength measure() {
        if (answer_.body.size() > kMaxAnswer) return without("the answer is larger than 1 MB");
        if (const auto* message = std::get_if<model::SyncMessage>(&interaction_.exchange);
            message != nullptr && message->responses.size() != 1)
            return without("no single answer is expected");
        if (!matches(answer_)) return without("the answer does not match any more when it is compared again");
        change_status();
        if (const auto* http = interaction_.http()) {
            change_headers(http->response.headers);
            change_body(http->response.body, http->response.rules.body);
        } else {
            const auto& part = expected_part();
            change_metadata(part.metadata);
            change_body(part.contents, part.rules.body);
        }
        return std::move(strength_);
    }

  private:
    static Strength without(std::string why) {
        Strength strength;
        strength.unmeasured = std::move(why);
        return strength;
    }

    const model::MessagePart& expected_part() const {
        if (const auto* message = std::get_if<model::AsyncMessage>(&interaction_.exchange))
            return message->message;
        return std::get<model::SyncMessage>(interaction_.exchange).responses.front();
    }

    bool matches(const http::Response& answer) const {
        if (const auto* http = interaction_.http())
            return matching::match_response(http->response, matching::received(answer), settings_).empty();
        return verification::match_answer(interaction_, answer, settings_).empty();
    }

    // False when no more may be tried.
    bool attempt(const http::Response& changed, ChangeKind kind, std::string location, std::string before,
                 std::string after, const json::Value* value = nullptr) {
        bytes_ += changed.body.size();
        if (strength_.changes >= kMaxChanges || bytes_ > kMaxBytesCompared) {
            strength_.cut = true;
            return false;
        }
        ++strength_.changes;
        if (matches(changed)) {
            std::string matcher = suggestion(kind, location, before, before == "***" ? nullptr : value);
            strength_.survivors.push_back(
                {kind, std::move(location), std::move(before), std::move(after), std::move(matcher)});
        }
        return true;
    }

    void change_status() {
        const int status = answer_.status;
        if (interaction_.http() == nullptr) {
            status_is(500);
            return;
        }
        // A rule that names a class of statuses, or several, accepts the others on purpose
        if (interaction_.http()->response.rules.status.empty()) status_is(status == 202 ? 200 : 202);
        status_is(status == 500 ? 503 : 500);
    }

    void status_is(int status) {
        http::Response changed = answer_;
        changed.status = status;
        attempt(changed, ChangeKind::status, "status", std::to_string(answer_.status),
                std::to_string(status));
    }

    void change_headers(const std::vector<model::HeaderField>& claimed) {
        for (const auto& header : claimed) drop_header(header.name);
    }

    void drop_header(const std::string& name) {
        const std::string* value = answer_.headers.find(name);
        if (value == nullptr) return;
        http::Response changed = answer_;
        changed.headers.remove(name);
        attempt(changed, ChangeKind::header_dropped, "header " + name,
                text::shorten(masked(name, *value), kValueBytes), "");
    }

    void change_metadata(const json::Object& claimed) {
        const std::string* header = answer_.headers.find(kMetadataHeader);
        const auto decoded = header == nullptr ? std::nullopt : encoding::from_base64(*header);
        if (!decoded) return;
        auto metadata = json::parse(*decoded);
        if (!metadata || !metadata->is_object()) return;
        for (const auto& entry : claimed) {
            json::Object fewer = *metadata->object();
            const json::Value* value = fewer.find(entry.name);
            if (value == nullptr) continue;
            const std::string before = shown(entry.name, *value);
            fewer.erase(entry.name);
            http::Response changed = answer_;
            changed.headers.set(std::string(kMetadataHeader), encoding::base64(json::to_text(fewer)));
            attempt(changed, ChangeKind::header_dropped, "metadata " + entry.name, before, "");
        }
    }

    void change_body(const model::Body& expected, const std::vector<model::KeyedRules>& rules) {
        if (expected.state != model::BodyState::present || answer_.body.empty()) return;
        http::Response changed = answer_;
        changed.body.clear();
        attempt(changed, ChangeKind::body_dropped, "body", "", "");
        if (!is_json(answer_.headers.value_or("Content-Type", ""), expected, answer_.body)) return;
        auto example = json::parse(expected.bytes);
        auto body = json::parse(answer_.body);
        if (!example || !body) return;
        strength_.unclaimed = strength::change_body(*body, *example, rules, [&](const BodyChange& change) {
            changed.body = json::to_text(*body);
            std::string after;
            if (change.kind == ChangeKind::field_renamed) {
                after = change.name;
            } else if (change.kind != ChangeKind::field_removed) {
                after = shown(change.location, change.after);
            }
            return attempt(changed, change.kind, change.location, shown(change.location, change.before),
                           after, &change.before);
        });
    }

    const model::Interaction& interaction_;
    const http::Response& answer_;
    matching::Settings settings_;
    Strength strength_;
    std::size_t bytes_ = 0;
};

}  // namespace

std::string_view kind_name(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::status:
            return "status";
        case ChangeKind::header_dropped:
            return "header_dropped";
        case ChangeKind::body_dropped:
            return "body_dropped";
        case ChangeKind::field_removed:
            return "field_removed";
        case ChangeKind::field_renamed:
            return "field_renamed";
        case ChangeKind::null_instead:
            return "null_instead";
        case ChangeKind::type_changed:
            return "type_changed";
        case ChangeKind::list_emptied:
            return "list_emptied";
        case ChangeKind::out_of_range:
            return "out_of_range";
        case ChangeKind::unknown_value:
            return "unknown_value";
        case ChangeKind::reformatted:
            return "reformatted";
    }
    return "";
}

Strength measure(const model::Contract& contract, const model::Interaction& interaction,
                 const http::Response& answer) {
    return Measuring(contract, interaction, answer).measure();
}

}  // namespace tally::strength
