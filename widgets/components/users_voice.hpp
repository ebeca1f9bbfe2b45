// The language of the pages that the window writes: the user's.
#pragma once

#include "core/training/report/page_voice.hpp"

namespace priorscope {

PageVoice usersVoice();

}  // namespace priorscope
