// From options to what the verification wants to know. Errors are wrong usage.
#pragma once

#include "cli/verify_options.h"
#include "http/retry.h"
#include "verification/publish_results.h"
#include "verification/verify.h"

namespace tally::cli {

// `provider` must outlive the settings: the state-change URL is called through it.
Result<verification::VerificationSettings> verification_settings(const VerifyOptions& options,
                                                                 http::Client& provider,
                                                                 const http::Pause& pause);
Result<verification::Sources> contract_sources(const VerifyOptions& options);
verification::Scope contract_scope(const VerifyOptions& options);
verification::PublishSettings publish_settings(const VerifyOptions& options);

}  // namespace tally::cli
