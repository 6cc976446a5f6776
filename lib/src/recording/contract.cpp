#include "tally/contract.h"

#include <cstdlib>
#include <utility>

#include "recording/draft.h"
#include "recording/record_run.h"

namespace tally {

using recording::BodyDraft;
using recording::NamedValue;
using recording::RequestDraft;
using recording::ResponseDraft;

ExpectedResponse::ExpectedResponse(std::shared_ptr<recording::InteractionDraft> draft)
    : draft_(std::move(draft)) {}

ExpectedResponse& ExpectedResponse::header(std::string name, Value value, Place place) {
    draft_->response->headers.push_back({std::move(name), std::move(value), place});
    return *this;
}

ExpectedResponse& ExpectedResponse::json_body(Value body, Place place) {
    draft_->response->body = BodyDraft{true, std::move(body), {}, {}, place};
    return *this;
}

ExpectedResponse& ExpectedResponse::body(std::string content, std::string content_type, Place place) {
    draft_->response->body = BodyDraft{false, {}, std::move(content), std::move(content_type), place};
    return *this;
}

ExpectedRequest::ExpectedRequest(std::shared_ptr<recording::InteractionDraft> draft)
    : draft_(std::move(draft)) {}

ExpectedRequest& ExpectedRequest::query(std::string name, Value value, Place place) {
    draft_->request->query.push_back({std::move(name), std::move(value), place});
    return *this;
}

ExpectedRequest& ExpectedRequest::header(std::string name, Value value, Place place) {
    draft_->request->headers.push_back({std::move(name), std::move(value), place});
    return *this;
}

ExpectedRequest& ExpectedRequest::json_body(Value body, Place place) {
    draft_->request->body = BodyDraft{true, std::move(body), {}, {}, place};
    return *this;
}

ExpectedRequest& ExpectedRequest::body(std::string content, std::string content_type, Place place) {
    draft_->request->body = BodyDraft{false, {}, std::move(content), std::move(content_type), place};
    return *this;
}

ExpectedResponse ExpectedRequest::will_respond_with(int status, Place place) {
    draft_->response = ResponseDraft{status, {}, std::nullopt, place};
    return ExpectedResponse(draft_);
}

Interaction::Interaction(std::shared_ptr<recording::InteractionDraft> draft) : draft_(std::move(draft)) {}

Interaction& Interaction::given(std::string state, Place place) {
    return given(std::move(state), Value::object({}), place);
}

Interaction& Interaction::given(std::string state, Value parameters, Place place) {
    draft_->states.push_back({std::move(state), std::move(parameters), place});
    return *this;
}

ExpectedRequest Interaction::with_request(std::string method, Value path, Place place) {
    draft_->request = RequestDraft{std::move(method), std::move(path), {}, {}, std::nullopt, place};
    return ExpectedRequest(draft_);
}

Contract::Contract(std::string consumer, std::string provider, Place place)
    : draft_(std::make_shared<recording::ContractDraft>()) {
    draft_->consumer = std::move(consumer);
    draft_->provider = std::move(provider);
    draft_->place = place;
}

Contract& Contract::write_to(std::string folder) {
    draft_->folder = std::move(folder);
    return *this;
}

Contract& Contract::specification(Specification version) {
    draft_->specification = version;
    return *this;
}

Interaction Contract::upon_receiving(std::string description, Place place) {
    auto interaction = std::make_shared<recording::InteractionDraft>();
    interaction->description = std::move(description);
    interaction->place = place;
    draft_->interactions.push_back(interaction);
    return Interaction(std::move(interaction));
}

Outcome Contract::run_test(const std::function<bool(const MockServer&)>& test, Place place) const {
    const char* folder = std::getenv("TALLY_CONTRACT_DIR");
    return recording::record_run(*draft_, folder == nullptr ? "" : folder, test, place);
}

}  // namespace tally
