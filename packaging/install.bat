@echo off
rem Installs without a network: install.bat [--remove] [PREFIX]
chcp 65001 >nul
set /p versions=<"%~dp0pythons.txt"
for %%v in (%versions%) do (
  py -%%v -c "import venv" >nul 2>nul && (
    py -%%v "%~dp0install.py" %*
    goto end
  )
)
echo Python is needed, one of %versions%; none was found.
:end
pause
