// From object to object, across images.
#pragma once

namespace priorscope {

class Workbench;

/// Goes to the next shown object, in the order in which images are looked through; nothing happens behind the
/// last one.
/// @param step      1 or -1
/// @param of_class  of the selected object's class alone, or of the selected class where no object is
void stepObject(Workbench& workbench, int step, bool of_class);

}  // namespace priorscope
