// Texts with parameters: "${pactbroker.consumerName}".
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "webhooks/webhook.h"

namespace tally::webhooks {

bool has_parameters(std::string_view text);
// Whether any text of the request has the parameter with that name.
bool mentions(const WebhookRequest& request, std::string_view parameter);
// Each parameter replaced by a word that may stand in a URL: for checks of what is around them.
std::string without_parameters(std::string_view text);

// By name without the prefix; the values are texts.
using ParameterValues = json::Object;

// Known parameters become their values, unknown ones stay as they are. Values are never looked at again.
std::string filled_in(std::string_view text, const ParameterValues& values,
                      const std::function<std::string(std::string_view)>& encode = {});
WebhookRequest filled_in(WebhookRequest request, const ParameterValues& values);

}  // namespace tally::webhooks
