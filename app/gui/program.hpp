// The GUI program, except its entry point.
#pragma once

namespace priorscope {

/// priorscope [VOC-folder] [--theme system|light|dark] [--render DIR [--size WxH] [--run RUN] [--image ID]]
/// @return exit status: 0 on success; 1 if something failed; 2 on bad usage
int runProgram(int argc, char** argv);

}  // namespace priorscope
