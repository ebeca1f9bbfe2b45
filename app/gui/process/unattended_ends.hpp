// Saves running work when the program has to end without user interaction.
#pragma once

#include "app/gui/main_window.hpp"
#include "app/gui/process/termination.hpp"

class QGuiApplication;

namespace priorscope {

/// For its lifetime, a signal closes the window once its run is saved, and a lost display or the end of the
/// desktop session wait for that.
class UnattendedEnds {
  public:
    UnattendedEnds(QGuiApplication& application, MainWindow& window);

  private:
    SignalWatcher m_signals;
    ExitGuard m_exit;
};

}  // namespace priorscope
