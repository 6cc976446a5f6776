// A request that is sent when something happens between a consumer and a provider.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "http/message.h"

namespace tally::webhooks {

// The events a webhook can wait for.
inline constexpr std::string_view kContractPublished = "contract_published";
inline constexpr std::string_view kContractContentChanged = "contract_content_changed";
inline constexpr std::string_view kContractRequiringVerification =
    "contract_requiring_verification_published";
inline constexpr std::string_view kVerificationPublished = "provider_verification_published";
inline constexpr std::string_view kVerificationSucceeded = "provider_verification_succeeded";
inline constexpr std::string_view kVerificationFailed = "provider_verification_failed";
inline constexpr std::array kEvents = {
    kContractPublished,     kContractContentChanged, kContractRequiringVerification,
    kVerificationPublished, kVerificationSucceeded,  kVerificationFailed};

// Which consumers or providers: one, those with a label, or, with neither, all.
struct Side {
    std::optional<std::int64_t> id = std::nullopt;
    std::optional<std::string> name = std::nullopt;  // of the pacticipant with that id
    std::optional<std::string> label = std::nullopt;
    bool is_any() const { return !name && !label; }
};

// What is sent, or the template of it: every text may have parameters like ${pactbroker.pactUrl}.
struct WebhookRequest {
    std::string method;
    std::string url;
    http::Headers headers;                           // names in lower case
    std::optional<json::Value> body = std::nullopt;  // a text is sent as it is, everything else as JSON
    std::optional<std::string> username = std::nullopt;
    std::optional<std::string> password = std::nullopt;
};

struct Webhook {
    std::int64_t id = 0;  // 0: not saved
    std::string uuid;
    std::optional<std::string> description = std::nullopt;
    Side consumer = {};
    Side provider = {};
    bool enabled = true;
    std::optional<std::string> team_uuid = std::nullopt;  // kept for clients that know teams
    std::vector<std::string> events = {};
    WebhookRequest request = {};
    std::string created_at = {};
    std::string updated_at = {};

    std::string shown_name() const;    // the description, or the request's name
    std::string request_name() const;  // "POST host": what its deliveries are called
    std::string shown_scope() const;   // "A webhook for the pact between Foo and Bar"
    bool waits_for(std::string_view event) const;  // none does while it is disabled
};

}  // namespace tally::webhooks
