// What the program does when it has to end without anybody to ask.
#pragma once

#include "app/gui/main_window.hpp"
#include "app/gui/termination.hpp"

class QGuiApplication;

namespace priorscope {

/// While it lives, a signal closes the window once its run is saved, and a lost display or the end of the
/// desktop session wait for that.
class UnattendedEnds {
  public:
    UnattendedEnds(QGuiApplication& application, MainWindow& window);

  private:
    SignalWatcher m_signals;
    ExitGuard m_exit;
};

}  // namespace priorscope
