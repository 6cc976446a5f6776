// The applications that a broker knows.
#pragma once

#include <optional>
#include <string>

#include "broker_api/broker_client.h"

namespace tally::broker_api {

struct PacticipantChange {
    std::string name;
    // Without a value: left as it is.
    std::optional<std::string> display_name = {}, main_branch = {}, repository_url = {};
};

struct ChangedPacticipant {
    bool created = false;
    HalDocument document;
};

Result<HalDocument> list_pacticipants(BrokerClient& broker);
Result<HalDocument> get_pacticipant(BrokerClient& broker, const std::string& name);
Result<ChangedPacticipant> create_or_update_pacticipant(BrokerClient& broker,
                                                        const PacticipantChange& change);

}  // namespace tally::broker_api
